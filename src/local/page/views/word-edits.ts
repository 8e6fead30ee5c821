/** Whether a Word document has been changed, and the whole of it for saving. */
import type { SaveResult } from '../../page-api.js';
import type { Changes, Edits } from './view.js';

export class WordEdits implements Edits {
  /** Two whole documents cannot be put on top of each other. */
  readonly merges = false;
  #version: number;
  #size: number;
  #isChanged = false;
  #isTaken = false;
  /** What the editor writes of the version when nothing is changed: the server tells by it what has been. */
  #untouched: ArrayBuffer | null = null;
  #taken: ArrayBuffer | null = null;

  /** @param write the document as it is now */
  constructor(
    of: { version: number; size: number },
    private readonly write: () => Promise<ArrayBuffer>,
  ) {
    [this.#version, this.#size] = [of.version, of.size];
  }

  get version(): number {
    return this.#version;
  }
  get size(): number {
    return this.#size;
  }
  get isDirty(): boolean {
    return this.#isChanged || this.#isTaken;
  }

  changed(): void {
    this.#isChanged = true;
  }

  /** Another version is in the editor now. */
  async loaded(version: number, size: number): Promise<void> {
    [this.#version, this.#size] = [version, size];
    this.#untouched = await this.write();
    this.#isChanged = this.#isTaken = false;
  }

  async take(): Promise<Changes> {
    this.#isTaken = true;
    this.#isChanged = false;
    const [untouched, taken] = [this.#untouched!, await this.write()];
    this.#taken = taken;
    const length = new DataView(new ArrayBuffer(4));
    length.setUint32(0, untouched.byteLength);
    return { base: this.#version, body: new Blob([length, untouched, taken]), type: 'application/octet-stream' };
  }

  settled(saved: SaveResult | null): void {
    if (saved) {
      [this.#version, this.#size] = [saved.version, saved.size];
      this.#untouched = this.#taken;
    } else this.#isChanged ||= this.#isTaken;
    this.#isTaken = false;
  }
}
