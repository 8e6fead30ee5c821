/** The kinds of documents that are written in, by extension. */
import { csv, xlsx } from './grids.js';
import type { Kind } from './kind.js';
import { txt, word } from './texts.js';

export const KINDS: Readonly<Record<string, Kind>> = { txt, csv, docx: word, xlsx };
