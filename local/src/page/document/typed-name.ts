/** A name that is being typed into the field in the bar: unsaved until the document has it, or it is given up. The page's end gives it, as leaving the field does. */
import { pageEvents } from '../base/page-events.js';
import { fileStatus, isStored } from './file-status.js';

export interface NameSteps {
  fileStatus(status: number): void;
  /** Whether the document itself is changed and not saved. */
  isDirty(): boolean;
  /** @throws when the document cannot have the name */
  rename(name: string): Promise<void>;
}

export class TypedName {
  #name: string | null = null;

  constructor(private readonly steps: NameSteps) {}

  get isTyped(): boolean {
    return this.#name !== null;
  }

  /** Holds until the session ends. */
  follow(signal: AbortSignal): void {
    this.#name = null;
    pageEvents.addEventListener('beforeunload', (event) => this.#name !== null && event.preventDefault(), { signal });
    pageEvents.addEventListener('pagehide', () => void this.commit().catch(() => {}), { signal });
  }

  /** @param name with its extension; null when nothing is typed that the document is not called already */
  typed(name: string | null): void {
    const was = this.#name;
    this.#name = name;
    if (was === null && name !== null) this.steps.fileStatus(fileStatus.saving);
    else if (was !== null && name === null && !this.steps.isDirty()) this.steps.fileStatus(fileStatus.unchanged);
  }

  /** The document is called what was typed. @throws when it cannot be */
  async commit(): Promise<void> {
    if (this.#name === null) return;
    try {
      await this.steps.rename(this.#name);
    } finally {
      this.typed(null);
    }
  }

  /** @returns the statuses to report for one of the document: with a name to lose, not all is stored */
  statuses(status: number): number[] {
    return this.#name !== null && isStored(status) ? [status, fileStatus.saving] : [status];
  }
}
