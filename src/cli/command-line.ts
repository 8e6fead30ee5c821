/** What stands on the command line, read and checked. */
import { officeTypeOf } from '../contract/formats.js';
import { UsageError, readWords } from './program/index.js';
import { wordsFor, wordsOfShell, type Words } from './words/index.js';

const OPTIONS = {
  src: { type: 'string' },
  header: { type: 'string', multiple: true },
  'other-header': { type: 'string', multiple: true },
  public: { type: 'boolean' },
  origin: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
} as const;

/** A token endpoint, and how it is asked. */
export interface Target {
  endpoint: URL;
  /** The document that may be opened. */
  src: string;
  /** Credentials of the user who may open it. */
  headers: Readonly<Record<string, string>>;
  /** Credentials of another user. */
  otherHeaders?: Readonly<Record<string, string>> | undefined;
  /** Whether everybody may open the document. */
  isPublic?: boolean;
  /** Origin of the page that asks. */
  origin: string;
}

/** What the command line asks for, and the language of the answer. */
export type Command = { words: Words } & ({ name: 'help' } | { name: 'version' } | { name: 'check'; target: Target; asJSON: boolean });

/** @param env of the shell, for the language @throws {UsageError} */
export function readCommand(line: readonly string[], env: Readonly<Record<string, string | undefined>>): Command {
  const { values, positionals, words } = readOptions(line, env);
  const { usage } = words;
  if (values.version) return { words, name: 'version' };
  const [command, first, ...rest] = positionals;
  if (values.help || (command === undefined && line.length === 0)) return { words, name: 'help' };
  if (command !== 'check') {
    throw new UsageError(usage.useCheck(command === undefined ? usage.noCommand : usage.unknownCommand(command)));
  }
  if (rest[0] !== undefined) throw new UsageError(usage.tooMany(rest[0]));
  const endpoint = readEndpoint(first, words);
  const isPublic = values.public ?? false;
  const others = values['other-header'];
  if (isPublic && others) throw new UsageError(usage.publicAndUsers);
  const target = {
    ...{ endpoint, src: readSource(values.src, words), isPublic },
    headers: readHeaders('--header', values.header, words),
    otherHeaders: others && readHeaders('--other-header', others, words),
    origin: readOrigin(values.origin, words) ?? endpoint.origin,
  };
  return { words, name: 'check', target, asJSON: values.json ?? false };
}

function readOptions(line: readonly string[], env: Readonly<Record<string, string | undefined>>) {
  // Known before the rest is read, for what is said about the rest.
  const asked = line.flatMap((word, index) => /^--lang(?:=(.*))?$/s.exec(word)?.map((value) => value ?? line[index + 1])[1] ?? []).at(-1);
  const words = wordsFor(asked ?? '') ?? wordsOfShell(env);
  const read = (() => {
    try {
      return readWords('imm-weboffice', line, OPTIONS);
    } catch (error) {
      throw error instanceof UsageError ? new UsageError(words.usage.option(error.message)) : error;
    }
  })();
  const { lang } = read.values;
  if (lang !== undefined && !wordsFor(lang)) throw new UsageError(words.usage.language(lang));
  return { ...read, words };
}

function readEndpoint(value: string | undefined, { usage }: Words): URL {
  if (!value) throw new UsageError(usage.noEndpoint);
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError(usage.notHTTP);
  // Not quoted: there is a password in it.
  if (url.username || url.password) throw new UsageError(usage.passwordInURL);
  return url;
}

/** What an endpoint understands beside `oss://bucket/key` is its own. */
function readSource(value: string | undefined, { usage }: Words): string {
  if (!value) throw new UsageError(usage.noSource);
  const isDocument = /^oss:\/\/[^/]+\/.+/.test(value) && officeTypeOf(value) !== undefined;
  if (value.startsWith('oss:') && !isDocument) throw new UsageError(usage.sourceFormat(value));
  return value;
}

function readHeaders(option: string, lines: readonly string[] = [], { usage }: Words): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \t]*([\t\x20-\x7e]*)$/.exec(line) ?? [];
      // The value is not quoted: it may be a cookie.
      if (!name || value === undefined) throw new UsageError(usage.header(option));
      return [name.toLowerCase(), value];
    }),
  );
}

function readOrigin(value: string | undefined, { usage }: Words): string | undefined {
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || url.origin !== value.toLowerCase().replace(/\/$/, '')) throw new UsageError(usage.origin(value));
  return url.origin;
}
