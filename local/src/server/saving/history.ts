/** Every content a document was saved with, for its history: each once, by its hash, with a log of when and by whom. Only this user can read them. */
import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';
import { hashOf } from '../base/hash.js';
import { HistoryEntry } from '../../shared/page-api.js';
import { makePrivateFolder } from '../base/private-folder.js';
import { keyOf, type StoredFile } from '../documents/store.js';

/** Most versions a document keeps, and the most bytes they may take together. The newest always stays. */
const MOST_VERSIONS = 100;
const MOST_BYTES = 512 * 1024 * 1024;

/** What is saved by itself is one version for this long, ms, while one user goes on. */
const ONE_SITTING = 10 * 60_000;

const Line = z.extend(HistoryEntry, { content: z.string() });
type Line = z.infer<typeof Line>;

export type HistoryNote = Pick<HistoryEntry, 'origin' | 'user'>;

export class History {
  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<History> {
    await makePrivateFolder(folder);
    return new History(folder);
  }

  /** Oldest first. */
  async list(file: StoredFile): Promise<HistoryEntry[]> {
    return (await this.#lines(file)).map(({ content: _, ...entry }) => entry);
  }

  /** Path of a version's content, or undefined when there is none such. */
  async find(file: StoredFile, id: string): Promise<string | undefined> {
    const line = (await this.#lines(file)).find((each) => each.id === id);
    return line && join(this.#folderOf(file), line.content);
  }

  /** Where a content is, or would be. */
  async pathOf(file: StoredFile, content: Buffer): Promise<string> {
    return join(this.#folderOf(file), await hashOf(content));
  }

  /** Puts content on the disk before it counts as a version. @returns to be called then */
  async keep(file: StoredFile, content: Buffer): Promise<(note: HistoryNote) => Promise<string>> {
    const folder = this.#folderOf(file);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = await this.pathOf(file, content);
    if (!(await stat(path).catch(() => undefined))) await writeWhole(path, content);
    return (note) => this.#add(file, { ...note, content: basename(path), size: content.length });
  }

  /** Whether the newest version that the document has had is this content; it never had those that were in conflict with it. */
  async isNewest(file: StoredFile, content: Buffer): Promise<boolean> {
    const newest = (await this.#lines(file)).findLast(({ origin }) => origin !== 'conflict');
    return newest !== undefined && newest.content === (await hashOf(content));
  }

  async #add(file: StoredFile, entry: Omit<Line, 'id' | 'time'>): Promise<string> {
    const lines = await this.#lines(file);
    // Another server may add to the same log: the number alone could be given twice.
    const id = `${parseInt(lines.at(-1)?.id ?? '0') + 1}-${randomBytes(4).toString('hex')}`;
    const line: Line = { id, time: Date.now(), ...entry };
    const last = lines.at(-1);
    // A restored version and one in conflict are no continuation: what was saved before them has to stay.
    const continues = line.origin === 'autosaved' || line.origin === 'saved';
    if (continues && last?.origin === 'autosaved' && last.user?.id === line.user?.id && line.time - last.time < ONE_SITTING) {
      await this.#rewrite(file, lines, [...lines.slice(0, -1), line]);
    } else {
      await appendFile(this.#logOf(file), lineOf(line), { mode: 0o600, flush: true });
    }
    await this.#prune(file);
    return id;
  }

  async #prune(file: StoredFile): Promise<void> {
    const lines = await this.#lines(file);
    const kept: Line[] = [];
    let bytes = 0;
    for (const line of [...lines].reverse()) {
      bytes += line.size;
      if (kept.length > 0 && (kept.length === MOST_VERSIONS || bytes > MOST_BYTES)) break;
      kept.unshift(line);
    }
    if (kept.length < lines.length) await this.#rewrite(file, lines, kept);
  }

  async #rewrite(file: StoredFile, lines: readonly Line[], kept: readonly Line[]): Promise<void> {
    await writeWhole(this.#logOf(file), Buffer.from(kept.map(lineOf).join('')));
    const used = new Set(kept.map(({ content }) => content));
    for (const { content } of lines) if (!used.has(content)) await rm(join(this.#folderOf(file), content), { force: true });
  }

  /** A line that a killed server did not finish is none. */
  async #lines(file: StoredFile): Promise<Line[]> {
    const log = await readFile(this.#logOf(file), 'utf8').catch(() => '');
    return log.split('\n').flatMap((text) => {
      try {
        return [Line.parse(JSON.parse(text))];
      } catch {
        return [];
      }
    });
  }

  #folderOf(file: StoredFile): string {
    return join(this.folder, keyOf(file));
  }

  #logOf(file: StoredFile): string {
    return join(this.#folderOf(file), 'log.ndjson');
  }
}

/** The line break comes first: what a killed server did not finish is a line of its own. */
const lineOf = (line: Line) => `\n${JSON.stringify(line)}`;

async function writeWhole(path: string, content: Buffer): Promise<void> {
  const beside = `${path}-new`;
  const handle = await open(beside, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, path);
}
