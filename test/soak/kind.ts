/** What a kind of document needs for a soak. */
import type { Desk } from './desk.js';
import type { Random } from './random.js';

/** What a writer has done to one document, and what its file must therefore hold. */
export interface Model {
  /** Brings the caret into a document that has just opened. */
  enter(desk: Desk): Promise<void>;
  /** What a writer may do, by name. Each is as likely as any other. They say where, for the log. */
  readonly acts: Readonly<Record<string, (desk: Desk, random: Random) => Promise<string | void>>>;
  /** What another program would have saved: called when nothing is unsaved. */
  savedByOthers(file: Buffer): Buffer;
  /** Waits until that is shown, in kinds where the writer must see it first. */
  waitForOthers(desk: Desk): Promise<void>;
  /** How the file differs from what it must hold, if it does. */
  difference(file: Buffer): string | undefined;
  /** How the screen differs, where that can be seen. */
  shownDifference(desk: Desk): Promise<string | undefined>;
}

export interface Kind {
  extension: string;
  make(): Buffer;
  model(): Model;
}

/** Where two lists of lines or cells begin to differ. */
export function firstDifference(found: readonly string[], expected: readonly string[]): string | undefined {
  const at = expected.findIndex((line, index) => line !== found[index]);
  if (at < 0 && found.length === expected.length) return undefined;
  const index = at < 0 ? expected.length : at;
  const show = (list: readonly string[]) => (index < list.length ? JSON.stringify(list[index]) : 'nothing');
  return `entry ${index} is ${show(found)}, not ${show(expected)} (${found.length} entries, not ${expected.length})`;
}
