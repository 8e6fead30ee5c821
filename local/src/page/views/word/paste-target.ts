import type { Schema } from 'prosemirror-model';
import type { PastedPicture } from './pasted-pictures.js';
import type { ListRules } from './pasted-styles.js';
import type { WordLeftOut } from '../../words/codes.js';

/** The document that is pasted into. */
export interface PasteTarget {
  schema: Schema;
  rules: ListRules;
  /** The style of a heading. @param level from 1 */
  headingStyle: (level: number) => string | undefined;
  /** A number for one more list. */
  nextList: () => number;
  /** Between the margins of a page, twips. */
  width: number;
  picture: (image: HTMLImageElement) => PastedPicture | undefined;
  leftOut: Set<WordLeftOut>;
}
