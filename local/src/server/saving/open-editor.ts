/** The editor of one stored document, or why there is none. What it does with the document's inside runs in other processes (`jobs/`). */
import { stat } from 'node:fs/promises';
import type { Content } from '../convert/sniff.js';
import type { DocumentEngine } from '../jobs/document-engine.js';
import type { DocumentSource } from '../jobs/document-jobs.js';
import { asBuffer } from '../jobs/parcels.js';
import type { Encoding, ReadOnlyReason } from '../../shared/page-api.js';
import { editorNameOf, isEditorName, type EditorName, type EditorTraits } from './editors.js';
import { throughConversion, wayOf, type Conversions } from './through-conversion.js';

export interface Editor extends EditorTraits {
  /** The format a document is converted to and back, where its own cannot be edited. */
  through?: string;
  /** What the page works on. @param name the document's @throws {Error} when it is damaged or too large */
  content: (file: DocumentSource, name: string) => Promise<EditorContent>;
  /** @returns undefined when nothing has changed @throws {Error} when it does not fit the file */
  change: (file: DocumentSource, change: SentChange) => Promise<Buffer | undefined>;
}

/** What a version of the document is read as, by its path. */
export type EncodingOf = (file: string) => Promise<Encoding>;

/** Paths of what a page has sent. */
export interface SentChange {
  body: string;
  /** What the body is the difference from, see page-api.ts, `rest`. */
  seed: string | undefined;
}

/** Text in UTF-8 (JSON for a grid), or a document as it is. */
export type EditorContent = { text: Uint8Array } | { file: DocumentSource };

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
