/** Writes what is in the Word editor, as a whole document or only its words, and corrects what the editor would write wrong. */
import { DocumentAgent } from '@eigenpal/docx-editor-core/agent';
import { collectHeaderFooterUpdates } from '@eigenpal/docx-editor-core/docx/rezip';
import { serializeDocument } from '@eigenpal/docx-editor-core/docx/serializer';
import { proseDocToBlocks } from '@eigenpal/docx-editor-core/prosemirror/conversion';
import type { DocxEditorProps, DocxEditorRef } from '@eigenpal/docx-editor-react';
import type { EditorView } from 'prosemirror-view';
import type { CommentParts } from './comment-parts.js';
import { joinCommentRanges } from './comment-ranges.js';
import { withHeaders } from './headers.js';
import { lastList, nameLists } from './lists.js';
import type { FormattingReview } from './tracked-formatting.js';
import { writable } from './tracked-content.js';

type Agent = NonNullable<ReturnType<DocxEditorRef['getAgent']>>;

/** Text of the parts that hold words (the body, headers, footers, comments), by their names in the package. */
export type WordParts = Record<string, string>;

/** What is in the editor. */
export interface WordContent {
  doc: EditorView['state']['doc'] | undefined;
  comments: NonNullable<DocxEditorProps['comments']>;
  formatting: FormattingReview;
}

/** @param file what the editor has read @throws {Error} when it cannot be written */
export async function writeWord(editor: DocxEditorRef | null, file: ArrayBuffer, content: WordContent): Promise<ArrayBuffer> {
  const agent = editor?.getAgent();
  if (agent) {
    // It goes on from what it has written last, and adds all pictures anew each time.
    agent.getDocument().originalBuffer = file;
    whenGathered(agent, (...options) => new DocumentAgent(gathered(editor, agent, content)).toBuffer(...options));
  }
  const written = await editor?.save({ selective: false });
  if (!written) throw new Error('the editor has no document');
  return written;
}

/**
 * Only the words, without waiting for anything: a page that goes can do that. New pictures and links have no names here, which they get when the whole is written.
 * @returns null when the editor has no document
 */
export function writeParts(editor: DocxEditorRef | null, content: WordContent, comments: CommentParts): WordParts | null {
  const agent = editor?.getAgent();
  if (!agent) return null;
  let parts: WordParts | null = null;
  whenGathered(agent, () => {
    const document = gathered(editor, agent, content);
    parts = {
      'word/document.xml': serializeDocument(document),
      ...Object.fromEntries(collectHeaderFooterUpdates(document)),
      ...comments.write(content.comments),
    };
    return Promise.resolve(new ArrayBuffer(0));
  });
  void editor?.save({ selective: false });
  return parts;
}

/** The editor's `save` gathers what is to be written, and calls `toBuffer` of its agent before it returns. */
function whenGathered(agent: Agent, write: Agent['toBuffer']): void {
  agent.toBuffer = (...options) => {
    Reflect.deleteProperty(agent, 'toBuffer');
    return write(...options);
  };
}

function gathered(
  editor: DocxEditorRef | null,
  agent: Agent,
  { doc, comments, formatting }: WordContent,
): ReturnType<Agent['getDocument']> {
  const document = agent.getDocument();
  if (doc) document.package.document.content = proseDocToBlocks(writable(doc));
  nameLists(document.package.document.content, doc, lastList(document.package));
  joinCommentRanges(document.package.document.content);
  formatting.mark(document.package.document.content);
  // The editor has them as they were when it was drawn last.
  document.package.document.comments = comments;
  const headers = editor?.getEditorRef()?.getHfPmViews() ?? new Map<string, EditorView>();
  return withHeaders(document, headers);
}
