import { UsageError } from 'imm-weboffice/cli/program';

/** What to say of a port that a server could not listen on. */
export function portError(port: number, { code }: NodeJS.ErrnoException): UsageError {
  const why = code === 'EADDRINUSE' ? 'is taken' : code === 'EACCES' ? 'is not allowed to you' : 'cannot be used';
  return new UsageError(`port ${port} ${why}: choose another with --port, or leave it out`);
}
