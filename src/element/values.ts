/**
 * Turns whatever a framework, a page builder or a script has set on the element into values of the right type. Nothing here throws: what cannot be used
 * becomes a line of text that says so, for the error panel and `imm-error`.
 */
import { DEFAULTS } from './defaults.js';

/** Property values of the right types, by property name. */
export type Values = typeof DEFAULTS;
type Name = keyof Values;

/** What a kind of value has to be, in words, and its reader, which throws for anything else. */
type Kind = readonly [allowed: string, read: (value: unknown) => unknown];

/** Properties whose content is never repeated in a message. */
const SECRET: readonly Name[] = ['grant', 'password', 'userData'];

const isScalar = (value: unknown) => /string|number|bigint/.test(typeof value);

function expect(isRight: boolean): void {
  if (!isRight) throw new TypeError();
}

const TEXT: Kind = [
  'text',
  (value) => {
    if (value instanceof URL) return value.href;
    expect(isScalar(value));
    return String(value);
  },
];

/** As in HTML an attribute that is there means true, but for `"false"`, which frameworks and page builders write. */
const BOOLEAN: Kind = [
  'true or false',
  (value) => {
    expect(isScalar(value) || typeof value === 'boolean');
    return value === '' || (value !== 'false' && Boolean(value));
  },
];

/** Text that is no number stays as it is, for the message that says which numbers are allowed. */
const NUMBER: Kind = [
  'a number',
  (value) => {
    expect(isScalar(value));
    return isNumeric(value) ? Number(value) : value;
  },
];

const LIST: Kind = [
  'text or a list of texts',
  (value) => {
    const text = Array.isArray(value) && value.every((word) => typeof word === 'string') ? value.join(' ') : value;
    expect(typeof text === 'string');
    return text;
  },
];

/** An object is read here once, with every getter it has. */
const OBJECT: Kind = [
  'text or an object of plain data',
  (value) => {
    if (isScalar(value)) return String(value);
    expect(typeof value === 'object' && !Array.isArray(value) && Boolean(JSON.stringify(value)));
    return { ...(value as object) };
  },
];

const KINDS: Partial<Record<Name, Kind>> = {
  ...{ allow: LIST, officeOrigins: LIST },
  ...{ cachePreview: BOOLEAN, hideToolbar: BOOLEAN, externalUploaded: BOOLEAN },
  ...{ previewPages: NUMBER, timeout: NUMBER },
  ...{ watermark: OBJECT, sdkOptions: OBJECT },
};

/** `tokenEndpoint` → `token-endpoint`. */
export const attributeOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Whether `Number()` makes a number of a value. Empty text is none, though `Number()` makes 0 of it. */
export const isNumeric = (value: unknown) => `${value as string}`.trim() !== '' && !Number.isNaN(Number(value));

/** Any value as text. Never throws. */
export function textOf(value: unknown): string {
  try {
    return typeof value === 'object' ? JSON.stringify(value) : (value as { toString(): string }).toString();
  } catch {
    return 'an object that has no JSON';
  }
}

/** At most 60 characters of what the author wrote. */
export function shown(value: unknown): string {
  const text = textOf(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/**
 * Values by property name. `null`, `undefined` and empty text count as the default.
 * @param problems gets one line for each value of an impossible type
 */
export function readValues(given: Readonly<Record<Name, unknown>>, problems: string[]): Values {
  const read = (name: Name): unknown => {
    const fallback = DEFAULTS[name];
    const value = given[name] ?? fallback;
    const kind = KINDS[name] ?? TEXT;
    if (value === fallback || (value === '' && kind !== BOOLEAN)) return fallback;
    try {
      const read = kind[1](value);
      return read === '' ? fallback : read;
    } catch {
      const it = SECRET.includes(name) ? '' : `. It is: ${shown(value)}`;
      problems.push(`${attributeOf(name)} has to be ${kind[0]}${it}`);
      // There is something, for the panel that says what is wrong.
      return kind === TEXT ? shown(value) : fallback;
    }
  };
  return Object.fromEntries((Object.keys(DEFAULTS) as Name[]).map((name) => [name, read(name)])) as Values;
}

/** Properties without an attribute. Values of headers are not repeated: they may be tokens. */
export function checkTransport(headers: unknown, functions: Readonly<Record<string, unknown>>, problems: string[]): void {
  for (const [name, value] of Object.entries(functions))
    if (value && typeof value !== 'function') problems.push(`${name} has to be a function`);
  try {
    new Headers({ ...(headers as Record<string, string>) });
  } catch {
    problems.push('headers has to be an object of header names and texts');
  }
}
