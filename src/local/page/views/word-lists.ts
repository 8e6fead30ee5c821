/** Lists made in the Word editor: it numbers them 1 and 2 in every document, whatever those are there. */
import type { DocxEditorRef } from '@eigenpal/docx-editor-react';
import type { EditorView } from 'prosemirror-view';

type Package = ReturnType<NonNullable<ReturnType<DocxEditorRef['getAgent']>>['getDocument']>['package'];
type Block = Package['document']['content'][number];
type Doc = EditorView['state']['doc'];
type Numbering = { numId?: number; ilvl?: number };

/** The editor's own numbers of bullets and of numbered lists. */
const BULLETS = 1;
const NUMBERS = 2;

/**
 * Gives lists made in the editor numbers nothing else has: the two after the document's last, bullets first. The server knows by that what they are.
 * @param doc what is in the editor
 */
export function nameLists({ document, numbering }: Package, doc: Doc | undefined): void {
  const last = Math.max(0, ...(numbering?.nums ?? []).map(({ numId }) => numId));
  const made = listsMade(doc);
  for (const paragraph of formatsOf(document.content)) {
    const { numPr } = paragraph;
    if (numPr && made.has(numPr)) paragraph.numPr = { ...numPr, numId: last + (numPr.numId === BULLETS ? 1 : 2) };
  }
}

/** What the file has brought has a marker. */
function listsMade(doc: Doc | undefined): Set<unknown> {
  const made = new Set<unknown>();
  doc?.descendants(({ attrs: { numPr, listMarker, listIsBullet } }) => {
    const own = listIsBullet ? BULLETS : NUMBERS;
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
