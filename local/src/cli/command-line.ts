/** What stands on the command line, read and checked. */
import { UsageError, readWords } from 'imm-weboffice/cli/program';

export const HELP = `imm-weboffice-local [folder] [--port N] [--install]
  Shows the documents of a folder (default: this one) in the browser, with a local WebOffice. Nothing leaves this machine.
imm-weboffice-local imm [folder] [--access-key ID:SECRET] [--project NAME] [--port N] [--install]
  Answers as IMM does, for a backend in any language: prints endpoint, region, project, access key and the SDK's URL as NAME=value lines.
  The documents of the folder are oss://documents/<path>, and can be edited where the backend allows it.
  --access-key ID:SECRET  access key that may call the API; default: a new one each time
  --project NAME          name of the IMM project; default: local

  --port N                port on 127.0.0.1; default: any free one
  --install               installs LibreOffice and fonts with apt if they are missing (Debian and Ubuntu, as root)
  Exit code 0: ended with Ctrl+C; 1: it failed; 2: the command line is wrong.

--help, --version`;

/** What to do about a port that cannot be had. */
export const OTHER_PORT = 'choose another with --port, or leave it out';

interface Served {
  folder: string;
  /** 0 is any free port. */
  port: number;
  mayInstall: boolean;
}

export type Command =
  | { name: 'help' }
  | { name: 'version' }
  | ({ name: 'serve' } & Served)
  | ({ name: 'imm'; accessKey: { id: string; secret: string } | undefined; project: string } & Served);

const OPTIONS = {
  port: { type: 'string' },
  install: { type: 'boolean' },
  'access-key': { type: 'string' },
  project: { type: 'string' },
} as const;

/** @throws {UsageError} */
export function readCommand(words: readonly string[]): Command {
  const { values, positionals } = readWords('imm-weboffice-local', words, OPTIONS);
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const isImm = positionals[0] === 'imm';
  const [folder = '.', ...rest] = isImm ? positionals.slice(1) : positionals;
  if (rest.length > 0) throw new UsageError(`one folder only: "${rest[0]}" is too many`);
  const served = { folder, port: readPort(values.port), mayInstall: values.install ?? false };
  if (isImm) return { name: 'imm', ...served, accessKey: readAccessKey(values['access-key']), project: readProject(values.project) };
  const foreign = (['access-key', 'project'] as const).find((name) => values[name] !== undefined);
  if (foreign) throw new UsageError(`--${foreign} is for imm-weboffice-local imm [folder]`);
  return { name: 'serve', ...served };
}

function readAccessKey(value: string | undefined): { id: string; secret: string } | undefined {
  if (value === undefined) return undefined;
  const [, id, secret] = /^([\w.-]+):([\w.-]+)$/.exec(value) ?? [];
  // The value may be a key that is in use elsewhere: it is not repeated.
  if (!id || !secret) throw new UsageError('--access-key is not allowed: use ID:SECRET, each of letters, digits and - _ .');
  return { id, secret };
}

function readProject(value = 'local'): string {
  if (!/^[\w-]{1,128}$/.test(value)) throw new UsageError(`--project "${value}" is not allowed: use letters, digits, - and _`);
  return value;
}

/** 0 is any free port. */
function readPort(value = '0'): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Infinity;
  if (port > 65_535) throw new UsageError(`--port "${value}" is not allowed: use a whole number, 1 to 65535`);
  return port;
}
