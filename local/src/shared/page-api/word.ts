/** What the Word editor sends. */
import * as z from 'zod/mini';
import { TextChange } from './texts.js';

/** Parts of a Word document that hold words, as its editor writes them. */
export const WordTexts = z.record(z.string(), z.string());
export type WordTexts = z.infer<typeof WordTexts>;

/** What a Word document's page sends when it goes: by the part's name, how its text differs from that of the seed. Places count characters (UTF-16). */
export const WordRest = z.record(z.string(), z.array(TextChange));
export type WordRest = z.infer<typeof WordRest>;
