/** What is known of a document's editor: whether there is one, what the page works on, what a change is. */
import type { DocumentKind, ReadOnlyReason, Tracking } from '../../shared/page-api.js';

/** Path of a document, or the document itself where it must not touch the disk. */
export type DocumentSource = string | Uint8Array;

/** What the page learns of a document's editor before it gets the content. */
export interface EditorTraits {
  kind: DocumentKind;
  /** Whether a document has things in it that the page shows nothing of. They stay in it. */
  holdsMore?: boolean;
  /** Whether it says how it looked before tracked changes of its look, which the page does not show. */
  holdsOldLooks?: boolean;
  /** The document says that changes are tracked; where it is required, the reader cannot switch it off. */
  tracking?: Tracking;
}

export interface Editor extends EditorTraits {
  /** The format a document is converted to and back, where its own cannot be edited. */
  through?: string;
  /** What the page works on. @param name the document's @throws {Error} when it is damaged or too large */
  content: (file: DocumentSource, name: string) => Promise<EditorContent>;
  /** @returns undefined when nothing has changed @throws {Error} when it does not fit the file */
  change: (file: DocumentSource, change: SentChange) => Promise<Buffer | undefined>;
}

/** Paths of what a page has sent. */
export interface SentChange {
  body: string;
  /** What the body is the difference from, see page-api.ts, `rest`. */
  seed: string | undefined;
}

/** Text in UTF-8 (JSON for a grid), or a document as it is. */
export type EditorContent = { text: Uint8Array } | { file: DocumentSource };

export interface Editability {
  /** Undefined where nothing can be changed. */
  editor?: Editor;
  /** Why not, where the permission would allow it. */
  readOnlyReason?: ReadOnlyReason;
}
