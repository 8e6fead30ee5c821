import { UsageError } from './command-words.js';

/**
 * What to say of a port that a server could not listen on.
 * @param remedy what to do about it
 */
export function portError(port: number, { code }: NodeJS.ErrnoException, remedy: string): UsageError {
  const why = code === 'EADDRINUSE' ? 'is taken' : code === 'EACCES' ? 'is not allowed to you' : 'cannot be used';
  return new UsageError(`port ${port} ${why}: ${remedy}`);
}
