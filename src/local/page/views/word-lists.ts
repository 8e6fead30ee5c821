/** Lists made in the Word editor: it numbers them 1 and 2 in every document, whatever those are there. */
import type { DocxEditorRef } from '@eigenpal/docx-editor-react';
import type { EditorView } from 'prosemirror-view';

type Agent = NonNullable<ReturnType<DocxEditorRef['getAgent']>>;
type Block = ReturnType<Agent['getDocument']>['package']['document']['content'][number];
type Doc = EditorView['state']['doc'];
type Numbering = { numId?: number; ilvl?: number };

/** The editor's own numbers of bullets and of numbered lists. */
const BULLETS = 1;
const NUMBERS = 2;

/**
 * What is written next has lists made in the editor under numbers nothing else has: the two after the document's last, bullets first. The server knows by that what they are.
 * @param doc what is in the editor
 */
export function nameLists(agent: Agent, doc: Doc | undefined): void {
  agent.toBuffer = (...options) => {
    Reflect.deleteProperty(agent, 'toBuffer');
    const { document, numbering } = agent.getDocument().package;
    const last = Math.max(0, ...(numbering?.nums ?? []).map(({ numId }) => numId));
    const made = listsMade(doc);
    for (const paragraph of formatsOf(document.content)) {
      const { numPr } = paragraph;
      if (numPr && made.has(numPr)) paragraph.numPr = { ...numPr, numId: last + (numPr.numId === BULLETS ? 1 : 2) };
    }
    return agent.toBuffer(...options);
  };
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
