/** The range of a comment, which the editor writes anew in each paragraph it goes through. */
import type { DocxEditorRef } from '@eigenpal/docx-editor-react';

type Package = ReturnType<NonNullable<ReturnType<DocxEditorRef['getAgent']>>['getDocument']>['package'];
type Block = Package['document']['content'][number];
type Paragraph = Extract<Block, { type: 'paragraph' }>;

/** What the editor marks the words with that a comment is being written on. */
const UNWRITTEN = -1;

/** A comment has one range, and one place that refers to it (ECMA-376 part 1, 17.13.4). The first start and the last end stay. */
export function joinCommentRanges(blocks: readonly Block[]): void {
  const paragraphs = paragraphsOf(blocks);
  const ends = new Map<number, Paragraph['content'][number]>();
  for (const item of paragraphs.flatMap(({ content }) => content)) if (item.type === 'commentRangeEnd') ends.set(item.id, item);
  const started = new Set<number>();
  for (const paragraph of paragraphs) {
    paragraph.content = paragraph.content.filter((item) => {
      if ('id' in item && item.id === UNWRITTEN) return false;
      if (item.type === 'commentRangeEnd') return ends.get(item.id) === item;
      if (item.type !== 'commentRangeStart') return true;
      const isFirst = !started.has(item.id);
      started.add(item.id);
      return isFirst;
    });
  }
}

function paragraphsOf(blocks: readonly Block[]): Paragraph[] {
  return blocks.flatMap((block) => {
    if (block.type === 'paragraph') return [block];
    if (block.type === 'table') return block.rows.flatMap(({ cells }) => cells.flatMap(({ content }) => paragraphsOf(content)));
    return 'content' in block ? paragraphsOf(block.content) : [];
  });
}
