/** What the Word editor sends. */
import * as z from 'zod/mini';
import { TextChange } from './texts.js';

/** Parts of a Word document that hold words, as its editor writes them. */
export const WordTexts = z.record(z.string(), z.string());
export type WordTexts = z.infer<typeof WordTexts>;

/** Parts that hold its comments: the list, and which answer which. Their paragraphs have names of the page's own there, the same in all texts of one session. */
export const COMMENT_PARTS = ['word/comments.xml', 'word/commentsExtended.xml'] as const;

/** What a Word document's page sends when it goes: by the part's name, how its text differs from that of the seed. Places count characters (UTF-16). */
export const WordRest = z.record(z.string(), z.array(TextChange));
export type WordRest = z.infer<typeof WordRest>;
