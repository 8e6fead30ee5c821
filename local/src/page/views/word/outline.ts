/** The headings of a Word document as a tree. */
import type { HeadingInfo } from '@eigenpal/docx-editor-core/utils';
import type { OutlineNode } from '../view.js';

/** @param open shows the heading that stands at a place of the editor's document */
export function outlineOf(headings: readonly HeadingInfo[], open: (place: number) => void): OutlineNode[] {
  const roots: OutlineNode[] = [];
  const above: { level: number; node: OutlineNode }[] = [];
  for (const { text, level, pmPos } of headings) {
    const node: OutlineNode = { title: text.trim() || '–', children: [], open: () => open(pmPos) };
    while (above.length > 0 && above.at(-1)!.level >= level) above.pop();
    (above.at(-1)?.node.children ?? roots).push(node);
    above.push({ level, node });
  }
  return roots;
}
