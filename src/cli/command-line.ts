/** What stands on the command line, read and checked. */
import { UsageError, readWords } from './program/index.js';

/** The text of `--help`. */
export const HELP = `imm-weboffice check <token-endpoint> --src <document> [--header 'Name: value']… [--origin <origin>]
  Checks a token endpoint, whatever it is written in, against what <imm-weboffice> asks of it.
  --src             a document the endpoint may open, e.g. oss://my-bucket/report.docx
  --header          sent with every request, e.g. 'Cookie: session=…'; may be given several times
  --origin          origin of the page, e.g. https://app.example.com, when it is not the endpoint's own
  Exit code 0: nothing is wrong; 1: something is; 2: the command line is.

--help, --version
To show a folder of documents: npx imm-weboffice-local <folder>`;

const OPTIONS = { src: { type: 'string' }, header: { type: 'string', multiple: true }, origin: { type: 'string' } } as const;

/** A token endpoint, and how it is asked. */
export interface Target {
  endpoint: URL;
  /** The document that may be opened. */
  src: string;
  headers: Readonly<Record<string, string>>;
  /** Origin of the page that asks. */
  origin: string;
}

/** What the command line asks for. */
export type Command = { name: 'help' } | { name: 'version' } | { name: 'check'; target: Target };

/** @throws {UsageError} */
export function readCommand(words: readonly string[]): Command {
  const { values, positionals } = readWords('imm-weboffice', words, OPTIONS);
  if (values.version) return { name: 'version' };
  const [command, first, ...rest] = positionals;
  if (values.help || (command === undefined && words.length === 0)) return { name: 'help' };
  if (command !== 'check') {
    const asked = command === undefined ? 'the command is missing' : `there is no command "${command}"`;
    throw new UsageError(`${asked}: use imm-weboffice check <token-endpoint> …, or npx imm-weboffice-local <folder> to show documents`);
  }
  if (rest.length > 0) throw new UsageError(`one token endpoint only: "${rest[0]}" is too many`);
  const endpoint = readEndpoint(first);
  if (!values.src) throw new UsageError('--src is missing: name a document the endpoint may open, e.g. --src oss://my-bucket/report.docx');
  const headers = Object.fromEntries((values.header ?? []).map(readHeader));
  return { name: 'check', target: { endpoint, src: values.src, headers, origin: readOrigin(values.origin) ?? endpoint.origin } };
}

function readEndpoint(value: string | undefined): URL {
  if (!value) throw new UsageError('the token endpoint is missing: imm-weboffice check https://app.example.com/api/weboffice --src …');
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError('the token endpoint has to be an http or https URL');
  // Not quoted: there is a password in it.
  if (url.username || url.password) throw new UsageError("no name and password in the URL: use --header 'Authorization: …'");
  return url;
}

function readHeader(line: string): [name: string, value: string] {
  const [, name, value] = /^([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \t]*([\t\x20-\x7e]*)$/.exec(line) ?? [];
  // The value is not quoted: it may be a cookie.
  if (!name || value === undefined) throw new UsageError("--header has to be 'Name: value' in ASCII");
  return [name.toLowerCase(), value];
}

function readOrigin(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || url.origin !== value.toLowerCase().replace(/\/$/, '')) {
    throw new UsageError(`--origin "${value}" is not allowed: use an origin like https://app.example.com`);
  }
  return url.origin;
}
