/** Documents of lines: texts, and Word documents whose paragraphs are the lines. The first line is other people’s. */
import type { Desk } from './desk.js';
import { firstDifference, type Model } from './kind.js';
import type { Random } from './random.js';

/** Lines stay short, so that none wraps and an arrow key goes to the next, and few, so that all are drawn. */
const LONGEST = 50;
const MOST_LINES = 18;

export interface LinesKind {
  /** Gives the editor the focus. */
  enter(desk: Desk): Promise<unknown>;
  read(file: Buffer): string[];
  /** As the editor shows them. */
  shown(desk: Desk): Promise<string[]>;
  /** The file with another first line. */
  withFirst(file: Buffer, line: string): Buffer;
  /** Whether others’ changes may come while the writer goes on, and Enter keeps how far a line is indented. */
  isText: boolean;
}

export const START = ['other 0', 'one', 'two', 'three', 'four'];

export function linesModel(kind: LinesKind): Model {
  const lines = [...START];
  let words = 0;
  let others = 0;
  const newWord = () => ` w${++words}`;

  /** Puts the caret at the end of a line of the writer’s own. */
  async function goTo(desk: Desk, index: number): Promise<void> {
    await desk.press('Control', 'Home');
    await desk.times(index, 'ArrowDown');
    await desk.press('End');
  }
  /** In a text, Home goes to what follows the indent first; in a line of nothing else, to its start. */
  async function goToStart(desk: Desk, line: string): Promise<void> {
    await desk.times(kind.isText && /^\s+\S/.test(line) ? 2 : 1, 'Home');
  }
  const anyLine = (random: Random, fits: (line: string, index: number) => boolean = () => true): number | undefined => {
    const able = lines.flatMap((line, index) => (index > 0 && fits(line, index) ? [index] : []));
    return able.length ? random.pick(able) : undefined;
  };
  /** What Enter puts before the new line. */
  const indentOf = (line: string) => (kind.isText ? /^\s*/.exec(line)![0] : '');
  const hasRoom = (line: string) => line.length < LONGEST - 12;

  const acts: Model['acts'] = {
    async type(desk, random) {
      const at = anyLine(random, hasRoom);
      if (at === undefined) return;
      await goTo(desk, at);
      const word = newWord();
      lines[at] += word;
      await desk.page.keyboard.type(word);
    },
    async 'type at the start'(desk, random) {
      const at = anyLine(random, hasRoom);
      if (at === undefined) return;
      await goTo(desk, at);
      await goToStart(desk, lines[at]!);
      const word = `w${++words} `;
      lines[at] = word + lines[at]!;
      await desk.page.keyboard.type(word);
    },
    async 'new line'(desk, random) {
      const at = anyLine(random);
      if (at === undefined || lines.length >= MOST_LINES) return;
      await goTo(desk, at);
      const word = newWord().trim();
      lines.splice(at + 1, 0, indentOf(lines[at]!) + word);
      await desk.press('Enter');
      await desk.page.keyboard.type(word);
    },
    async 'split a line'(desk, random) {
      const at = anyLine(random, (line) => line.length > 3);
      if (at === undefined || lines.length >= MOST_LINES) return;
      await goTo(desk, at);
      const [line, kept] = [lines[at]!, lines[at]!.length - 2];
      lines.splice(at, 1, line.slice(0, kept), indentOf(line.slice(0, kept)) + line.slice(kept));
      await desk.times(2, 'ArrowLeft');
      await desk.press('Enter');
    },
    async 'join two lines'(desk, random) {
      const at = anyLine(random, (line, index) => index > 1 && line.length + lines[index - 1]!.length < LONGEST);
      if (at === undefined || lines.length < 4) return;
      await goTo(desk, at);
      await goToStart(desk, lines[at]!);
      lines.splice(at - 1, 2, lines[at - 1]! + lines[at]!);
      await desk.press('Backspace');
    },
    async erase(desk, random) {
      const at = anyLine(random, (line) => line.length > 4);
      if (at === undefined) return;
      await goTo(desk, at);
      const count = random.between(1, 3);
      lines[at] = lines[at]!.slice(0, -count);
      await desk.times(count, 'Backspace');
    },
    async 'type over a selection'(desk, random) {
      const at = anyLine(random, (line) => line.length > 4);
      if (at === undefined) return;
      await goTo(desk, at);
      const word = newWord();
      lines[at] = lines[at]!.slice(0, -3) + word;
      await desk.times(3, 'Shift', 'ArrowLeft');
      await desk.page.keyboard.type(word);
    },
    async paste(desk, random) {
      const at = anyLine(random, hasRoom);
      if (at === undefined) return;
      await goTo(desk, at);
      const word = newWord();
      lines[at] += word;
      await desk.paste(word);
    },
    async 'undo and redo'(desk, random) {
      const count = random.between(1, 4);
      await desk.times(count, 'Control', 'z');
      await desk.times(count, 'Control', 'y');
    },
    async undo(desk) {
      // How much one key takes back depends on how fast it was typed: what is shown then is what must be in the file.
      await desk.press('Control', 'z');
      lines.splice(0, lines.length, ...(await kind.shown(desk)));
    },
  };

  return {
    acts,
    async enter(desk) {
      await kind.enter(desk);
    },
    savedByOthers: (file) => kind.withFirst(file, (lines[0] = `other ${++others}`)),
    async waitForOthers(desk) {
      if (kind.isText) return;
      await waitFor(async () => ((await kind.shown(desk))[0] === lines[0] ? undefined : `${lines[0]} is not shown`));
    },
    difference: (file) => firstDifference(kind.read(file), lines),
    shownDifference: async (desk) => firstDifference(await kind.shown(desk), lines),
  };
}

/** @param problem what is still amiss, if anything @throws {Error} that says it, after a minute */
export async function waitFor(problem: () => Promise<string | undefined>, limit = 60_000): Promise<void> {
  const until = Date.now() + limit;
  for (;;) {
    const found = await problem();
    if (found === undefined) return;
    if (Date.now() > until) throw new Error(`waited ${limit / 1_000} s, and still: ${found}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
