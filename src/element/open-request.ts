/** Turns what is asked on the tag into the request for credentials, or says what is wrong and what is allowed. */
import { Watermark, type OpenRequest } from '../contract/requests.js';
import { describeIssues } from '../contract/credentials.js';
import { LIMITS } from '../contract/formats.js';
import { readJSON } from './json-attribute.js';
import { attributeOf, shown, type Values } from './values.js';

/** Longest texts, in characters (contract: `OpenRequest`). */
const LENGTHS = { src: 1_200, filename: 1_023, password: 255, userId: 200, userName: 200, userAvatar: 2_000 };

/** What `allow` may ask for (IMM: Permission). */
const PERMISSIONS = ['copy', 'export', 'print', 'history', 'rename'] as const;

/** @param problems gets one line for each thing that is wrong */
export function openRequest(raw: Values, problems: string[]): OpenRequest {
  const { mode, previewPages } = raw;
  if (mode !== 'preview' && mode !== 'edit') problems.push(`mode="${mode}" is not allowed: use "preview" or "edit"`);
  if (previewPages !== undefined && !(Number.isInteger(previewPages) && previewPages >= 1 && previewPages <= LIMITS.pages)) {
    problems.push(`preview-pages="${shown(previewPages)}" is not allowed: use a whole number, 1 to ${LIMITS.pages}`);
  }
  for (const [name, most] of Object.entries(LENGTHS) as [keyof typeof LENGTHS, number][]) {
    const { length } = raw[name];
    if (length > most) problems.push(`${attributeOf(name)} is too long: it has ${length} characters, and ${most} are allowed`);
  }
  const bytes = new TextEncoder().encode(raw.userData).length;
  if (bytes > LIMITS.userData) problems.push(`user-data is too long: it has ${bytes} bytes, and ${LIMITS.userData} are allowed`);
  const allow = words(raw.allow);
  for (const word of allow.filter((entry) => !PERMISSIONS.some((name) => name === entry))) {
    problems.push(`allow has "${word}", which is not allowed: use ${PERMISSIONS.join(', ')}`);
  }
  const user = {
    ...(raw.userId && { id: raw.userId }),
    ...(raw.userName && { name: raw.userName }),
    ...(raw.userAvatar && { avatar: raw.userAvatar }),
  };
  const mark = watermark(raw.watermark, problems);
  // A preview has no history, and a cached one no print, which export needs. What only previews have is asked for in every mode: the server may
  // grant reading only to a page that asks to edit.
  const left = mode === 'edit' ? [] : raw.cachePreview && allow.includes('print') ? ['history', 'print', 'export'] : ['history'];
  const applies = (name: string) => !left.includes(name);
  return {
    action: 'open',
    sourceURI: raw.src,
    ...(raw.filename && { filename: raw.filename }),
    permission: { readonly: mode === 'preview', ...Object.fromEntries(allow.filter(applies).map((name) => [name, true])) },
    ...(raw.cachePreview && { cachePreview: true }),
    ...(previewPages !== undefined && { previewPages }),
    ...(raw.password && { password: raw.password }),
    ...(raw.hideToolbar && { hidecmb: true }),
    ...(mark && { watermark: mark }),
    ...(Object.keys(user).length > 0 && { user }),
    ...(raw.userData && { userData: raw.userData }),
    ...(raw.externalUploaded && { externalUploaded: true }),
  };
}

/** Plain text, or all fields as an object or as JSON. */
function watermark(value: string | object, problems: string[]): Watermark | undefined {
  if (!value) return undefined;
  if (typeof value === 'string' && !value.trimStart().startsWith('{')) return { type: 1, value };
  const fields = typeof value === 'string' ? readJSON('watermark', value, problems) : value;
  if (!fields) return undefined;
  const result = Watermark.safeParse(fields);
  if (result.success) return { type: 1, ...result.data };
  const names = 'type, value, font, rotate (radians), vertical (px), horizontal (px), fillStyle';
  problems.push(`watermark is not allowed (${describeIssues(result.error)}): use text, or an object with ${names}. It is: ${shown(value)}`);
  return undefined;
}

/** Separated by spaces or commas. */
export function words(list: string): string[] {
  return list.split(/[\s,]+/).filter(Boolean);
}
