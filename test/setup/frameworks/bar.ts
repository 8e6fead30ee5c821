/** What a test says to a page with a bar of its own, made by `useWebOffice()`. */
import type { ImmWebofficeProperties } from '../../../src/frameworks/tag.js';

export interface BarPage {
  /** Shows the bar, and the document unless `hidden`. */
  render(values: ImmWebofficeProperties, isHidden?: boolean): void;
  unmount(): void;
  /** What the bar has shown, each text once. */
  shown: string[];
  /** Methods of the hook of the last rendering. */
  save(): Promise<unknown>;
  close(): Promise<unknown>;
  pages(): Promise<number>;
  /** How many different objects of the methods and the ref there have been. */
  identities(): number;
}

export interface Bar {
  state: string;
  ready: boolean;
  fileName: string;
  unsaved: boolean;
  saving: boolean;
  error: { code: string } | undefined;
}

/** The bar's text, e.g. `ready: report.csv, unsaved`. */
export function textOf({ state, ready, fileName, unsaved, saving, error }: Bar): string {
  const words = [state, ready && fileName, unsaved && 'unsaved', saving && 'saving', error?.code];
  return words.filter(Boolean).join(' ');
}

export function note(text: string): string {
  if (window.bar.shown.at(-1) !== text) window.bar.shown.push(text);
  return text;
}

declare global {
  interface Window {
    bar: BarPage;
  }
}
