/** Warnings of data validations: whoever types a value is asked about it, everything else is said in passing. */
import type { Cell } from '../../../shared/sheet/references.js';

export class SheetWarnings {
  #pending = new Map<string, string>();

  constructor(private readonly say: (text: string) => void) {}

  /** Is said a moment later, unless somebody takes it before. @param id of the sheet */
  add(id: string, { row, column }: Cell, text: string): void {
    if (this.#pending.size === 0) queueMicrotask(() => this.#sayAll());
    this.#pending.set(`${id} ${row} ${column}`, text);
  }

  take(id: string, { row, column }: Cell): string | undefined {
    const key = `${id} ${row} ${column}`;
    const text = this.#pending.get(key);
    this.#pending.delete(key);
    return text;
  }

  /** Each once: many cells have one rule. */
  #sayAll(): void {
    const texts = new Set(this.#pending.values());
    this.#pending.clear();
    for (const text of texts) this.say(text);
  }
}
