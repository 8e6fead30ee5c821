/** The encoding every text is read and written in: one for a file, whoever opens it, so that two never get into it. Kept on disk, across restarts. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonOrUndefined } from 'imm-weboffice/contract';
import * as z from 'zod/mini';
import type { DocumentEngine } from '../jobs/document-engine.js';
import { Encoding } from '../../shared/page-api.js';
import type { TakenEncoding } from './taken-encoding.js';

const Stored = z.object({ encoding: Encoding, overUTF8: z.boolean() });

export class TextEncodings {
  readonly #taken = new Map<string, TakenEncoding>();

  /** @param folder where the encodings are kept; only this user may read it */
  constructor(
    private readonly engine: DocumentEngine,
    private readonly folder: string,
  ) {}

  /**
   * @param path of the document
   * @param languages of the reader who opens it first decide where its bytes do not
   * @param file the version of it that is read; a version in the history may have an encoding of its own
   */
  async of(path: string, languages: readonly string[] = [], file = path): Promise<Encoding> {
    const taken = (file === path ? undefined : await this.#find(file)) ?? (await this.#find(path));
    const { encoding, isGuess } = await this.engine.run('encoding', file, taken, languages);
    if (isGuess) await this.#keep(path, { encoding, overUTF8: false });
    return encoding;
  }

  /** A reader has chosen it. @returns whether every byte could be written back */
  async choose(path: string, encoding: Encoding): Promise<boolean> {
    const { isReadable, isUTF8 } = await this.engine.run('tryEncoding', path, encoding);
    if (isReadable) await this.#keep(path, { encoding, overUTF8: isUTF8 });
    return isReadable;
  }

  /** A document was converted to another encoding. @param version the file in the history that has its content before @param encoding of that */
  async converted(path: string, version: string, encoding: Encoding): Promise<void> {
    await this.#keep(version, { encoding, overUTF8: encoding !== 'utf-8' });
    this.#taken.delete(path);
    await rm(this.#pathOf(path), { force: true });
  }

  async #find(path: string): Promise<TakenEncoding | undefined> {
    const known = this.#taken.get(path);
    if (known) return known;
    const text = await readFile(this.#pathOf(path), 'utf8').catch(() => undefined);
    // What a full disk has cut off is no JSON.
    const stored = text === undefined ? undefined : Stored.safeParse(jsonOrUndefined(text)).data;
    if (stored) this.#taken.set(path, stored);
    return stored;
  }

  async #keep(path: string, taken: TakenEncoding): Promise<void> {
    this.#taken.set(path, taken);
    const target = this.#pathOf(path);
    const beside = `${target}-${randomUUID()}`;
    const write = async () => {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeFile(beside, JSON.stringify(taken), { mode: 0o600 });
      await rename(beside, target);
    };
    // On a full disk it lasts until the server ends.
    await write().catch(() => undefined);
  }

  #pathOf(path: string): string {
    return join(this.folder, `${createHash('sha256').update(path).digest('hex')}.json`);
  }
}

/** `Accept-Language` (RFC 9110, 12.5.4) as lower-case tags, most wanted first. */
export function languagesOf(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/\s*;\s*q=/);
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag && tag !== '*' && quality > 0)
    .sort((one, two) => two.quality - one.quality)
    .map(({ tag }) => tag);
}
