/** Another version of a Word document, read beside the editor, and whether the editor can take it over while it lives. */
import { parseDocx } from '@eigenpal/docx-editor-core/docx/parser';
import { toProseDoc } from '@eigenpal/docx-editor-core/prosemirror/conversion';
import type { DocumentAgent } from '@eigenpal/docx-editor-core/agent';
import { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { changedParts } from './parts.js';
import { readTrackedLinks } from './tracked-links.js';

type Package = ReturnType<DocumentAgent['getDocument']>['package'];
type Doc = EditorView['state']['doc'];

export interface Version {
  doc: Doc;
  comments: NonNullable<Package['document']['comments']>;
}

/**
 * The editor reads styles, headers, lists, pictures and settings once, when it is made. Only a version in which nothing but the text and its comments differs can be taken over.
 * @param mine the file in the editor @param old what the editor has read of it @returns null when the editor has to be made anew
 */
export async function readVersion(mine: ArrayBuffer, old: Package, file: ArrayBuffer): Promise<Version | null> {
  const changed = changedParts(mine, file);
  if (!changed?.every((name) => TEXT.test(name) || name === SETTINGS)) return null;
  // The editor keeps the buffer it reads.
  const { package: next } = await parseDocx(file.slice(0));
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  // Word numbers its sessions in the settings whenever it saves, which the editor does not read.
  if (changed.includes(SETTINGS) && !isSame(old.settings, next.settings)) return null;
  if (!isSame(old.document.finalSectionProperties, next.document.finalSectionProperties)) return null;
  const doc = toProseDoc({ package: next }, next.styles ? { styles: next.styles } : {});
  return { doc: readTrackedLinks(EditorState.create({ doc }).tr).doc, comments: next.document.comments ?? [] };
}

const SETTINGS = 'word/settings.xml';
/** What the text and its comments are kept in, and notes on the document as a whole. */
const TEXT = /^(word\/(document\d*|comments\w*)\.xml|docProps\/\w+\.xml)$/;
