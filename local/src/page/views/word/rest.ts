/** What is left to be sent of a Word document when its page goes: the words that differ from what the server has been sent, small enough for that. */
import { commonOrder } from '../../../shared/word/common-order.js';
import { COMMENT_PARTS, type TextChange, type WordRest } from '../../../shared/page-api.js';
import { differenceOf } from '../../../shared/text-changes.js';
import type { WordParts } from './writing.js';

/** A picture or a link that the package does not hold yet: the editor names it when it writes the whole. */
const UNNAMED = /r:embed="(?:|undefined)"|<w:hyperlink(?![^>]*\b(?:r:id|w:anchor)=)/g;

/** Null when the words alone would leave something out: a picture, or a header that was not there. */
export function restOf(before: WordParts, after: WordParts): WordRest | null {
  const rest: WordRest = {};
  for (const [name, text] of Object.entries(after)) {
    const known = before[name] ?? (isOfComments(name) ? '' : undefined);
    if (known === undefined || count(UNNAMED, text) > count(UNNAMED, known)) return null;
    if (known !== text) rest[name] = changesBetween(known, text);
  }
  return rest;
}

/** The stretches that differ, paragraph by paragraph: changes at both ends of a document are small. */
function changesBetween(before: string, after: string): TextChange[] {
  const [old, next] = [paragraphs(before), paragraphs(after)];
  const starts = startsOf(old);
  const changes: TextChange[] = [];
  let [i, j] = [0, 0];
  for (const [k, l] of [...commonOrder(old, next), [old.length, next.length] as const]) {
    if (k > i || l > j) {
      const { from, to, insert } = differenceOf(old.slice(i, k).join(''), next.slice(j, l).join(''));
      changes.push({ from: starts[i]! + from, to: starts[i]! + to, insert });
    }
    [i, j] = [k + 1, l + 1];
  }
  return changes;
}

const paragraphs = (xml: string): string[] => xml.split(/(?=<w:p[ >])/);

/** Where each begins, and where the last ends. */
function startsOf(pieces: readonly string[]): number[] {
  let at = 0;
  return [0, ...pieces.map((piece) => (at += piece.length))];
}

/** There are none before the first comment. */
const isOfComments = (name: string): boolean => (COMMENT_PARTS as readonly string[]).includes(name);

const count = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0;
