/** The editor of a document in a format that is edited as it is. What it does with the document's inside runs in other processes (`jobs/`). */
import type { DocumentSource, Editor } from '../documents/editor.js';
import type { DocumentEngine } from '../jobs/document-engine.js';
import { asBuffer } from '../jobs/parcels.js';
import type { Encoding, ReadOnlyReason } from '../../shared/page-api.js';
import type { EditorName } from './editors.js';

/** What a version of the document is read as, by its path. */
export type EncodingOf = (file: string) => Promise<Encoding>;

/** @param file that the editor is opened for @param encodingOf a text */
export async function nativeEditor(
  name: EditorName,
  file: DocumentSource,
  engine: DocumentEngine,
  encodingOf?: EncodingOf,
): Promise<Editor | ReadOnlyReason> {
  const isText = name === 'text' || name === 'table';
  const encoding = async (source: DocumentSource) => (isText && typeof source === 'string' ? encodingOf?.(source) : undefined);
  // Whatever the document does to the process that reads it, too much of it is what it is.
  const traits = await engine.run('traits', name, file, await encoding(file)).catch((error: unknown) => {
    if (error instanceof RangeError) return 'TooLarge' as const;
    throw error;
  });
  if (typeof traits === 'string') return traits;
  return {
    ...traits,
    content: async (source, documentName) =>
      (await engine.run('content', name, source, documentName, await encoding(source))) ?? { file: source },
    change: async (source, change) => {
      const changed = await engine.run('change', name, source, change, await encoding(source));
      return changed && asBuffer(changed);
    },
  };
}
