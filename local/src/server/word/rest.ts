/** The last words of a page that goes: their difference from what the editor has written before, made into what a page sends that saves in peace. */
import { parseJSON } from '../http/http.js';
import { invalid } from '../imm-fault.js';
import { COMMENT_PARTS, WordRest, WordTexts, type TextChange } from '../../shared/page-api.js';
import { mergeXml } from '../ooxml/merge-xml.js';
import { ZipFile } from '../ooxml/zip-file.js';
import { withComments } from './comment-parts.js';
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
  for (const [name, changes] of Object.entries(rest.data).filter(([name]) => !isOfComments(name))) {
    const [written, before] = [file.text(name), Object.hasOwn(texts.data, name) ? texts.data[name] : undefined];
    if (written === undefined || before === undefined) throw new RangeError('the seed has no such part');
    // The package has names of pictures and links that its parts alone have not.
    parts.set(name, mergeXml(written.replace(/^\ufeff/, ''), before, changedText(before, changes)));
  }
  const comments = commentsOf(texts.data, rest.data);
  const edited = file.with(parts);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(untouched.length);
  return Buffer.concat([length, untouched, (comments ? withComments(edited, comments) : edited).toBuffer()]);
}

const isOfComments = (name: string): boolean => (COMMENT_PARTS as readonly string[]).includes(name);

/** All parts of them, whichever have changed: they name each other's paragraphs. */
function commentsOf(texts: WordTexts, rest: WordRest): Map<(typeof COMMENT_PARTS)[number], string> | undefined {
  if (!Object.keys(rest).some(isOfComments)) return undefined;
  return new Map(COMMENT_PARTS.map((name) => [name, changedText(texts[name] ?? '', rest[name] ?? [])]));
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
