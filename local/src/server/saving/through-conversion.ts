/** Documents in formats no editor writes: they are edited as what they are converted to, and saved by converting that back. */
import { readFile } from 'node:fs/promises';
import type { Content } from '../convert/sniff.js';
import type { Conversions } from '../convert/conversions.js';
import type { DocumentEngine } from '../jobs/document-engine.js';
import type { DocumentSource } from '../documents/editor.js';
import { asBuffer } from '../jobs/parcels.js';
import type { ReadOnlyReason } from '../../shared/page-api.js';
import { editorNameOf, isEditorName } from './editors.js';
import { nativeEditor } from './native-editor.js';
import type { Editor } from '../documents/editor.js';

interface Way {
  /** The format that is edited. */
  via: string;
  /** LibreOffice's name of the way back. */
  back: string;
  /** Streams of the compound file that make it one of this format; of what has none of them LibreOffice may still make something else. Empty for what is no compound file. */
  main: readonly string[];
  /** Streams that do not survive both ways. */
  lost: readonly string[];
}

const WORD = { main: ['WordDocument'], lost: ['Macros'] };
const EXCEL = { main: ['Workbook', 'Book'], lost: ['_VBA_PROJECT_CUR'] };

/** By extension of the content's own format. */
const WAYS: Readonly<Record<string, Way>> = {
  xls: { via: 'xlsx', back: 'xls:MS Excel 97', ...EXCEL },
  doc: { via: 'docx', back: 'doc:MS Word 97', ...WORD },
  dot: { via: 'docx', back: 'dot:MS Word 97 Vorlage', ...WORD },
  rtf: { via: 'docx', back: 'rtf:Rich Text Format', main: [], lost: [] },
  xlt: { via: 'xlsx', back: 'xlt:MS Excel 97 Vorlage/Template', ...EXCEL },
};

export const wayOf = (extension: string): Way | undefined => WAYS[extension];

/** Larger documents take LibreOffice too long for every save, bytes. */
const LARGEST = 20 * 1024 * 1024;

/** @param document whose format has a way, see {@link wayOf} */
export async function throughConversion(
  { extension, isCompound }: Extract<Content, { format: 'office' }>,
  document: { path: string; size: number },
  engine: DocumentEngine,
  conversions: Conversions,
): Promise<Editor | ReadOnlyReason> {
  if (document.size > LARGEST) return 'TooLarge';
  const { via, back, main, lost } = WAYS[extension]!;
  const inside = isCompound ? await engine.run('compound', document.path) : { isProtected: false, streams: [] };
  if (inside.isProtected) return 'Protected';
  if (main.length > 0 && !main.some((name) => inside.streams.includes(name))) return 'Format';
  if (lost.some((name) => inside.streams.includes(name))) return 'Content';
  const there = async (source: DocumentSource) => conversions.to(await load(source), extension, via);
  const editor = await there(document.path).then(
    (converted) => editorOf(converted, via, engine),
    () => 'Format' as const,
  );
  if (typeof editor === 'string') return editor;
  return {
    ...editor,
    through: via,
    content: async (source, name) => editor.content(await there(source), name),
    change: async (source, change) => {
      const after = await editor.change(await there(source), change);
      return after && conversions.convert(after, via, back);
    },
  };
}

function editorOf(converted: Buffer, via: string, engine: DocumentEngine): Promise<Editor | ReadOnlyReason> | ReadOnlyReason {
  const name = editorNameOf({ format: 'office', extension: via, isCompound: false, isSealed: false }, converted.length);
  return isEditorName(name) ? nativeEditor(name, converted, engine) : name;
}

const load = async (source: DocumentSource): Promise<Buffer> => (typeof source === 'string' ? readFile(source) : asBuffer(source));
