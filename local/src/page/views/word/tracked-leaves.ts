/** Tabs and line breaks that are tracked: the Word editor writes a run without content for each. Here they get it. */
import type { DocxEditorRef } from '@eigenpal/docx-editor-react';
import type { EditorView } from 'prosemirror-view';

type Block = ReturnType<NonNullable<ReturnType<DocxEditorRef['getAgent']>>['getDocument']>['package']['document']['content'][number];
type Doc = EditorView['state']['doc'];

/** What the editor writes of a tracked tab or line break. */
interface Run {
  type: string;
  content: unknown[];
}

/** By the name of the node. */
const CONTENTS: Readonly<Record<string, () => object>> = {
  tab: () => ({ type: 'tab' }),
  hardBreak: () => ({ type: 'break', breakType: 'textWrapping' }),
};

/** @param blocks what the editor writes of `doc` */
export function fillTrackedLeaves(blocks: readonly Block[], doc: Doc | undefined): void {
  const names: string[] = [];
  doc?.descendants(({ isInline, isLeaf, isText, marks, type: { name } }) => {
    const isTracked = marks.some(({ type }) => type.name === 'insertion' || type.name === 'deletion');
    const isReference = marks.some(({ type }) => type.name === 'footnoteRef');
    if (isInline && isLeaf && !isText && isTracked && !isReference && Object.hasOwn(CONTENTS, name)) names.push(name);
  });
  const runs = emptyRuns(blocks);
  // Others that are written empty would take their place.
  if (runs.length !== names.length) return;
  for (const [index, run] of runs.entries()) run.content.push(CONTENTS[names[index]!]!());
}

/** In the order of the document. */
function emptyRuns(root: unknown): Run[] {
  const runs: Run[] = [];
  const walk = (value: unknown, isTracked: boolean): void => {
    if (Array.isArray(value)) return value.forEach((each) => walk(each, isTracked));
    if (typeof value !== 'object' || value === null) return;
    const { type, content, rows, cells } = value as { type?: string; content?: unknown; rows?: unknown; cells?: unknown };
    if (type === 'run') {
      if (isTracked && Array.isArray(content) && content.length === 0) runs.push(value as Run);
      return;
    }
    const isInside = isTracked || TRACKED.has(type ?? '');
    for (const inside of [content, rows, cells]) walk(inside, isInside);
  };
  walk(root, false);
  return runs;
}

const TRACKED = new Set(['insertion', 'deletion', 'moveFrom', 'moveTo']);
