/** The editor of one stored document, or why there is none. */
import { stat } from 'node:fs/promises';
import type { Conversions } from '../convert/conversions.js';
import type { Content } from '../convert/sniff.js';
import type { Editor } from '../documents/editor.js';
import type { DocumentEngine } from '../jobs/document-engine.js';
import type { ReadOnlyReason } from '../../shared/page-api.js';
import { editorNameOf, isEditorName } from './editors.js';
import { nativeEditor, type EncodingOf } from './native-editor.js';
import { throughConversion, wayOf } from './through-conversion.js';

export async function editorFor(
  content: Content,
  path: string,
  engine: DocumentEngine,
  conversions: Conversions,
  encodingOf: EncodingOf,
): Promise<Editor | ReadOnlyReason> {
  const { size } = await stat(path);
  if (content.format === 'office' && !content.isSealed && wayOf(content.extension)) {
    return throughConversion(content, { path, size }, engine, conversions);
  }
  const name = editorNameOf(content, size);
  return isEditorName(name) ? nativeEditor(name, path, engine, encodingOf) : name;
}
