/** Writes what is in the Word editor as a whole document, and mends what the editor would write wrong. */
import { DocumentAgent } from '@eigenpal/docx-editor-core/agent';
import type { DocxEditorRef } from '@eigenpal/docx-editor-react';
import type { EditorView } from 'prosemirror-view';
import { withHeaders } from './word-headers.js';
import { nameLists } from './word-lists.js';

/** @param file what the editor has read @param doc what is in it @throws {Error} when it cannot be written */
export async function writeWord(editor: DocxEditorRef | null, file: ArrayBuffer, doc?: EditorView['state']['doc']): Promise<ArrayBuffer> {
  const agent = editor?.getAgent();
  if (agent) {
    // It goes on from what it has written last, and adds all pictures anew each time.
    agent.getDocument().originalBuffer = file;
    // The editor gathers what is to be written just before.
    agent.toBuffer = (...options) => {
      Reflect.deleteProperty(agent, 'toBuffer');
      const document = agent.getDocument();
      nameLists(document.package, doc);
      const headers = editor?.getEditorRef()?.getHfPmViews() ?? new Map<string, EditorView>();
      return new DocumentAgent(withHeaders(document, headers)).toBuffer(...options);
    };
  }
  const written = await editor?.save({ selective: false });
  if (!written) throw new Error('the editor has no document');
  return written;
}
