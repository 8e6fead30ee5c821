/** Optional peers: needed by this door only, so that pages which use just the element install none of them. */
import { createRequire } from 'node:module';

export const requireHere = createRequire(import.meta.url);

/** Loads a CommonJS peer. @throws {Error} that says what to install */
export function requirePeer<T>(name: string, require = requireHere): T {
  try {
    return require(name) as T;
  } catch (cause) {
    throw missing(name, cause);
  }
}

/** Loads an ES module peer. @throws {Error} that says what to install */
export async function importPeer<T>(name: string): Promise<T> {
  try {
    return (await import(name)) as T;
  } catch (cause) {
    throw missing(name, cause);
  }
}

function missing(name: string, cause: unknown): Error {
  return new Error(`imm-weboffice/server needs the package ${name}: run \`npm install ${name}\``, { cause });
}
