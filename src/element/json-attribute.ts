/**
 * JSON in an attribute, as page builders hand it on: entities written twice, quotes made typographic, single quotes where HTML took the double ones.
 * What is JSON already is taken as it is; every further reading is tried only when the one before it failed.
 */
import { jsonOrUndefined } from '../contract/json.js';
import { shown } from './values.js';

const ENTITIES: Record<string, string> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>', nbsp: ' ', ldquo: '“', rdquo: '”' };

const readings: ((text: string) => string)[] = [
  (text) => text,
  (text) =>
    text.replace(/&(?:#x([\da-f]+)|#(\d+)|([a-z]+));/gi, (entity, hex?: string, decimal?: string, name = '') => {
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : (ENTITIES[name as string] ?? entity);
    }),
  (text) => text.replace(/[“”„‟]/g, '"'),
  // Texts in double quotes stay what they are, apostrophes included.
  (text) =>
    text.replace(/"(?:[^"\\]|\\.)*"|['‘’]((?:[^'’\\]|\\.)*)['’]/g, (found, single?: string) =>
      single === undefined ? found : JSON.stringify(single.replace(/\\'/g, "'")),
    ),
];

/** An attribute that holds an object. @param problems gets one line that says what stands there and how to write it */
export function readJSON(attribute: string, value: string, problems: string[]): object | undefined {
  let text = value;
  for (const reading of readings) {
    text = reading(text);
    const parsed = jsonOrUndefined(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  }
  problems.push(
    `${attribute} is not a JSON object: write it as '{"name": "value"}', names and texts in double quotes. It is: ${shown(value)}`,
  );
  return undefined;
}
