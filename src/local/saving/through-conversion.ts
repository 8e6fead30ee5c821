/** Documents in formats no editor writes: they are edited as what they are converted to, and saved by converting that back. */
import { createHash } from 'node:crypto';
import type { ReadOnlyReason } from '../page-api.js';
import type { Editor } from './editors.js';

/** @param extension of the content's format @param filter what it becomes, as `soffice --convert-to` takes it */
export type Convert = (content: Buffer, extension: string, filter: string) => Promise<Buffer>;

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

/** So many results are kept: a page that saves needs what it was sent, and then what it has saved. */
const MOST_KEPT = 6;

/** Conversions, each content once. They stay in memory: what they hold may be somebody's alone. */
export class Conversions {
  readonly #kept = new Map<string, Promise<Buffer>>();

  constructor(readonly convert: Convert) {}

  /** @throws {Error} when nothing comes out */
  to(content: Buffer, extension: string, filter: string): Promise<Buffer> {
    const key = `${filter} ${createHash('sha256').update(content).digest('hex')}`;
    const result = this.#kept.get(key) ?? this.convert(content, extension, filter);
    this.#kept.delete(key);
    this.#kept.set(key, result);
    // What failed may go well another time.
    result.catch(() => this.#kept.delete(key));
    for (const old of [...this.#kept.keys()].slice(0, -MOST_KEPT)) this.#kept.delete(old);
    return result;
  }
}

/** @param editorOf finds the editor for what the document is converted to */
export async function throughConversion(
  file: Buffer,
  extension: string,
  conversions: Conversions,
  editorOf: (converted: Buffer, via: string) => Promise<Editor | ReadOnlyReason>,
): Promise<Editor | ReadOnlyReason> {
  const { via, back } = WAYS[extension]!;
  const there = (content: Buffer) => conversions.to(content, extension, via);
  const editor = await there(file).then(
    (converted) => editorOf(converted, via),
    () => 'Format' as const,
  );
  if (typeof editor === 'string') return editor;
  return {
    ...editor,
    through: via,
    content: async (content, name) => editor.content(await there(content), name),
    change: async (content, body) => {
      const before = await there(content);
      const after = await editor.change(before, body);
      return after === before ? content : conversions.convert(after, via, back);
    },
  };
}
