/** The encoding every text is read and written in: one for a file, whoever opens it, so that two never get into it. */
import type { DocumentEngine } from '../jobs/document-engine.js';
import type { Encoding } from '../page-api.js';
import type { TakenEncoding } from './taken-encoding.js';

export class TextEncodings {
  readonly #taken = new Map<string, TakenEncoding>();

  constructor(private readonly engine: DocumentEngine) {}

  /**
   * @param path of the document
   * @param languages of the reader who opens it first decide where its bytes do not
   * @param file the very version of it
   */
  async of(path: string, languages: readonly string[] = [], file = path): Promise<Encoding> {
    const { encoding, isGuess } = await this.engine.run('encoding', file, this.#taken.get(path), languages);
    if (isGuess) this.#taken.set(path, { encoding, overUTF8: false });
    return encoding;
  }

  /** A reader has chosen it. @returns whether every byte could be written back */
  async choose(path: string, encoding: Encoding): Promise<boolean> {
    const { isReadable, isUTF8 } = await this.engine.run('tryEncoding', path, encoding);
    if (isReadable) this.#taken.set(path, { encoding, overUTF8: isUTF8 });
    return isReadable;
  }

  forget(path: string): void {
    this.#taken.delete(path);
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
