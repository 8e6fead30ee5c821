/** Conversions between formats that are edited and formats that are stored. */
import { hashOf } from '../base/hash.js';

/** @param extension of the content's format @param filter what it becomes, as `soffice --convert-to` takes it */
export type Convert = (content: Buffer, extension: string, filter: string) => Promise<Buffer>;

/** So many results are kept: a page that saves needs what it was sent, and then what it has saved. */
const MOST_KEPT = 6;

/** Conversions, each content once. They stay in memory: what they hold may be somebody's alone. */
export class Conversions {
  readonly #kept = new Map<string, Promise<Buffer>>();

  constructor(readonly convert: Convert) {}

  /** @throws {Error} when nothing comes out */
  async to(content: Buffer, extension: string, filter: string): Promise<Buffer> {
    const key = `${filter} ${await hashOf(content)}`;
    const result = this.#kept.get(key) ?? this.convert(content, extension, filter);
    this.#kept.delete(key);
    this.#kept.set(key, result);
    // What failed may go well another time.
    result.catch(() => this.#kept.delete(key));
    for (const old of [...this.#kept.keys()].slice(0, -MOST_KEPT)) this.#kept.delete(old);
    return result;
  }
}
