/**
 * The API page's rules for GenerateWebofficeToken that no mode can satisfy when broken, checked before IMM is called, each with an error of its own.
 * What only one mode has no use for is left out, see `mode.ts`.
 * Source: API page GenerateWebofficeToken (2026-01-27), parameter descriptions and notes.
 */
import { type EffectivePermission, extensionOf, LIMITS, officeTypeOf } from 'imm-weboffice/contract';
import type { OpenRequest } from 'imm-weboffice/contract';
import { hiddenCharacterOf } from './hidden-characters.js';
import { Refusal } from './http.js';

/** What is about to be sent. */
export interface GenerateInput {
  sourceURI: string;
  filename: string;
  permission: EffectivePermission;
  asked: OpenRequest;
  /** Whether the host receives notifications. */
  notified: boolean;
}

type Rule = (wish: GenerateInput) => Refusal | false;

const isPDF = (filename: string) => officeTypeOf(filename) === 'f';

const RULES: readonly Rule[] = [
  ({ sourceURI }) => !/^oss:\/\/[^/]+\/.+/s.test(sourceURI) && new Refusal('InvalidSourceURI', 'sourceURI has to be oss://bucket/key'),
  ({ filename }) =>
    !officeTypeOf(filename) &&
    new Refusal('UnsupportedFormat', `IMM WebOffice does not open ${extensionOf(filename) || 'files without an extension'}`),
  ({ filename }) =>
    /[A-Z]/.test(/\.[^.]*$/.exec(filename)?.[0] ?? '') &&
    new Refusal('InvalidFilename', 'filename has to have its extension in lower case'),
  ({ filename, asked }) =>
    isPDF(filename) &&
    asked.permission?.readonly === false &&
    new Refusal('InvalidPermission', 'PDF files can only be read: use mode="preview"'),
  ({ filename, asked }) =>
    isPDF(filename) && asked.permission?.export === true && new Refusal('InvalidPermission', 'PDF files cannot be exported'),
  ({ asked: { permission } }) =>
    permission?.export === true && permission.print !== true && new Refusal('InvalidPermission', 'export needs print as well'),
  ({ asked: { previewPages } }) =>
    previewPages !== undefined &&
    !(Number.isInteger(previewPages) && previewPages >= 1 && previewPages <= LIMITS.pages) &&
    new Refusal('InvalidPreviewPages', `previewPages has to be a whole number, 1 to ${LIMITS.pages}`),
  ({ asked: { userData = '' } }) =>
    Buffer.byteLength(userData) > LIMITS.userData && new Refusal('InvalidUserData', `userData may have ${LIMITS.userData} bytes at most`),
  ({ asked, notified }) =>
    asked.userData !== undefined &&
    !notified &&
    new Refusal('InvalidUserData', 'userData comes back in notifications, and this host has none configured'),
];

/** @throws {Refusal} for the first rule that is broken */
export function checkRules(wish: GenerateInput): void {
  for (const rule of RULES) {
    const refusal = rule(wish);
    if (refusal) throw refusal;
  }
}

/**
 * Refuses names that a host's `authorize` could misread, before it sees them: `..` segments, hidden characters, and a path as file name.
 * A document whose key has such characters opens through a reference of the host's: a grant's `sourceURI` and `filename` are not checked for them.
 * @throws {Refusal}
 */
export function checkNames({ sourceURI, filename = '' }: Pick<OpenRequest, 'sourceURI' | 'filename'>): void {
  for (const [name, code, value] of [
    ['sourceURI', 'InvalidSourceURI', sourceURI],
    ['filename', 'InvalidFilename', filename],
  ] as const) {
    const hidden = hiddenCharacterOf(value) ?? hiddenCharacterOf(decodedOf(value));
    if (hidden) throw new Refusal(code, `${name} must not contain control or invisible characters; it has ${hidden}`);
    if (segmentsOf(value).includes('..')) throw new Refusal(code, `${name} must not contain ".." as a part of a path`);
  }
  if (/[/\\]/.test(filename)) throw new Refusal('InvalidFilename', 'filename must be a name without a path');
}

/** The parts of a path as the most generous reader would see them: decoded, and backslashes and full-width forms as what they stand for. */
function segmentsOf(path: string): string[] {
  return decodedOf(path.normalize('NFKC')).normalize('NFKC').split(/[/\\]/);
}

/** A text with its percent-encoding undone, however often it was applied. What is not the encoding of UTF-8 stays as it is. */
function decodedOf(text: string): string {
  let decoded = text;
  for (let before = ''; before !== decoded;) {
    before = decoded;
    decoded = decoded.replace(ENCODED_CHARACTER, (encoded) => {
      try {
        return decodeURIComponent(encoded);
      } catch {
        return encoded;
      }
    });
  }
  return decoded;
}

/** One character in UTF-8, by its first byte (RFC 3629, 3): one at a time, so that a byte that is none does not hide those beside it. */
const ENCODED_CHARACTER = /%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}/gi;
