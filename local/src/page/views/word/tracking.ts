/** Changes of a Word document that says they are tracked become tracked changes by the reader: the editor calls that suggesting. */
import type { DocxEditorProps } from '@eigenpal/docx-editor-react';
import type { SessionInfo } from '../../../shared/page-api.js';

type Mode = NonNullable<DocxEditorProps['mode']>;

/** @param changed the editor has to be drawn again @returns what the editor is given about it now */
export function wordTracking(tracking: SessionInfo['tracking'], changed: () => void): () => Pick<DocxEditorProps, 'mode' | 'onModeChange'> {
  let mode: Mode = tracking ? 'suggesting' : 'editing';
  const onModeChange = (wish: Mode): void => {
    // Where the author requires it the reader may look, and not write untracked.
    if (tracking === 'required' && wish === 'editing') return;
    mode = wish;
    changed();
  };
  return () => ({ mode, onModeChange });
}
