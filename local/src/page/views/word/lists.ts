/** Lists made in the Word editor: it numbers them 1 and 2 in every document, whatever those are there. */
import type { DocxEditorRef } from '@eigenpal/docx-editor-react';
import type { EditorView } from 'prosemirror-view';
import { BULLETS, nextList, NUMBERS } from '../../../shared/word/made-lists.js';

type Package = ReturnType<NonNullable<ReturnType<DocxEditorRef['getAgent']>>['getDocument']>['package'];
type Block = Package['document']['content'][number];
type Doc = EditorView['state']['doc'];
type Numbering = { numId?: number; ilvl?: number };

/** The editor's own number of bulleted lists; that of numbered ones is 2. */
const EDITOR_BULLETS = 1;
const EDITOR_NUMBERS = 2;

/** The largest number of a list the file has brought. */
export const lastList = ({ numbering }: Package): number => Math.max(0, ...(numbering?.nums ?? []).map(({ numId }) => numId));

/**
 * Gives lists made with the editor's buttons numbers nothing else has. The server knows by the number what they are.
 * @param blocks what the editor writes of `doc` @param last the largest number of a list the file has brought
 */
export function nameLists(blocks: readonly Block[], doc: Doc | undefined, last: number): void {
  const made = listsMade(doc);
  for (const paragraph of formatsOf(blocks)) {
    const { numPr } = paragraph;
    if (numPr && made.has(numPr))
      paragraph.numPr = { ...numPr, numId: nextList(last) + (numPr.numId === EDITOR_BULLETS ? BULLETS : NUMBERS) };
  }
}

/** What the file has brought, or a paste, has a marker. */
function listsMade(doc: Doc | undefined): Set<unknown> {
  const made = new Set<unknown>();
  doc?.descendants(({ attrs: { numPr, listMarker, listIsBullet } }) => {
    const own = listIsBullet ? EDITOR_BULLETS : EDITOR_NUMBERS;
    if (numPr && listMarker === null && (numPr as Numbering).numId === own) made.add(numPr);
  });
  return made;
}

function formatsOf(blocks: readonly Block[]): { numPr?: Numbering | undefined }[] {
  return blocks.flatMap((block) => {
    if (block.type === 'paragraph') return block.formatting ? [block.formatting] : [];
    if (block.type === 'table') return block.rows.flatMap(({ cells }) => cells.flatMap(({ content }) => formatsOf(content)));
    return 'content' in block ? formatsOf(block.content) : [];
  });
}
