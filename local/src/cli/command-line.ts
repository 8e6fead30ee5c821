/** What stands on the command line, read and checked. */
import { UsageError, readWords } from 'imm-weboffice/cli/program';

export const HELP = `imm-weboffice-local [folder] [--port N] [--install]
  Shows the documents of a folder (default: this one) in the browser, with a local WebOffice. Nothing leaves this machine.
  --port N          port on 127.0.0.1; default: any free one
  --install         installs LibreOffice and fonts with apt if they are missing (Debian and Ubuntu, as root)
  Exit code 0: ended with Ctrl+C; 1: it failed; 2: the command line is wrong.

--help, --version`;

export type Command = { name: 'help' } | { name: 'version' } | { name: 'serve'; folder: string; port: number; mayInstall: boolean };

/** @throws {UsageError} */
export function readCommand(words: readonly string[]): Command {
  const { values, positionals } = readWords('imm-weboffice-local', words, { port: { type: 'string' }, install: { type: 'boolean' } });
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const [folder = '.', ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`one folder only: "${rest[0]}" is too many`);
  return { name: 'serve', folder, port: readPort(values.port), mayInstall: values.install ?? false };
}

/** 0 is any free port. */
function readPort(value = '0'): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Infinity;
  if (port > 65_535) throw new UsageError(`--port "${value}" is not allowed: use a whole number, 1 to 65535`);
  return port;
}
