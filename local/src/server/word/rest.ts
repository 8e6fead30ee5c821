/** The last words of a page that goes: their difference from what the editor has written before, made into what a page sends that saves in peace. */
import { parseJSON } from '../http/http.js';
import { invalid } from '../imm-fault.js';
import { WordRest, WordTexts, type TextChange } from '../../shared/page-api.js';
import { mergeXml } from '../ooxml/merge-xml.js';
import { ZipFile } from '../ooxml/zip-file.js';
import { twoDocuments } from './file.js';

/**
 * @param seed body of `PUT seed` @param sent body of `PUT save?rest`
 * @returns body of `PUT save`: the document of the seed, and the same with those words in it
 * @throws {ImmFault} @throws {RangeError} @throws {SyntaxError} when they do not fit together
 */
export function savedByRest(seed: Buffer, sent: Buffer): Buffer {
  const [untouched, json] = twoDocuments(seed);
  const [texts, rest] = [WordTexts.safeParse(parseJSON(json)), WordRest.safeParse(parseJSON(sent))];
  if (!texts.success || !rest.success) throw invalid('Changes');
  const file = ZipFile.parse(untouched);
  const parts = new Map<string, string>();
  for (const [name, changes] of Object.entries(rest.data)) {
    const [written, before] = [file.text(name), Object.hasOwn(texts.data, name) ? texts.data[name] : undefined];
    if (written === undefined || before === undefined) throw new RangeError('the seed has no such part');
    // The package has names of pictures and links that its parts alone have not.
    parts.set(name, mergeXml(written.replace(/^\ufeff/, ''), before, changedText(before, changes)));
  }
  const length = Buffer.alloc(4);
  length.writeUInt32BE(untouched.length);
  return Buffer.concat([length, untouched, file.with(parts).toBuffer()]);
}

/** @throws {RangeError} when the changes are out of order, or beyond the text */
function changedText(before: string, changes: readonly TextChange[]): string {
  let [at, after] = [0, ''];
  for (const { from, to, insert } of changes) {
    if (from < at || to < from || to > before.length) throw new RangeError('the changes do not fit the text');
    after += before.slice(at, from) + insert;
    at = to;
  }
  return after + before.slice(at);
}
