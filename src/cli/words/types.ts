/** What a language of the command has. */
import type { en } from './en.js';

/** Every word of the command, in one language. */
export type Words = typeof en;
/** A check, as `--json` names it. */
export type CheckId = keyof Words['checks'];
/** A sentence, said in whatever language. */
export type Say = (words: Words) => string;
