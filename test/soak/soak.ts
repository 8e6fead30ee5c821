/**
 * Scripted writing against a model of what the file must hold: acts chosen by chance, every way to save, every way to leave,
 * other programs’ saves in between. After each save or leave the file must be what the model says, and after each act the screen.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Desk } from './desk.js';
import { LEAVES, SAVES } from './desk.js';
import type { Kind } from './kind.js';
import { waitFor } from './lines.js';
import { randomFrom } from './random.js';

/** Of a hundred acts, about so many leave, save, or are other programs’. */
const SHARE = { leave: 5, save: 10, others: 4 };

export interface SoakOptions {
  kind: Kind;
  desk: Desk;
  /** Of the document’s file. */
  path: string;
  seed: number;
  /** Asked before each act, with the number of those that are done. */
  goesOn: (done: number) => boolean;
}

/** @returns how often each act was done @throws {Error} with the seed, the acts before, and the difference */
export async function soak({ kind, desk, path, seed, goesOn }: SoakOptions): Promise<Record<string, number>> {
  const random = randomFrom(seed);
  const model = kind.model();
  const counts: Record<string, number> = {};
  const log: string[] = [];
  const note = (act: string) => {
    counts[act] = (counts[act] ?? 0) + 1;
    log.push(act);
  };
  /** Whether another program's version may not have arrived: who leaves then leaves a conflict, with both versions in the history. */
  let mayConflict = false;
  const waitForFile = () => waitFor(async () => model.difference(await readFile(path)));
  await writeFile(path, kind.make());
  try {
    await desk.open();
    await model.enter(desk);
    for (let done = 0; goesOn(done); done++) {
      const chance = random.between(1, 100);
      if (chance <= SHARE.leave) {
        const way = random.pick(Object.keys(LEAVES));
        note(`leave by ${way}`);
        if (mayConflict) await desk.save();
        mayConflict = false;
        await LEAVES[way]!(desk);
        // Half of them come back at once: what they find is what they left.
        const isPatient = random.between(0, 1) === 1;
        if (isPatient) await waitForFile();
        await desk.open();
        await model.enter(desk);
        await waitForFile();
      } else if (chance <= SHARE.leave + SHARE.save) {
        const way = random.pick(Object.keys(SAVES));
        note(`save by ${way}`);
        await SAVES[way]!(desk);
        await waitForFile();
        mayConflict = false;
      } else if (chance <= SHARE.leave + SHARE.save + SHARE.others) {
        note('another program saves');
        await desk.save();
        await waitForFile();
        await writeFile(`${path}.new`, model.savedByOthers(await readFile(path)));
        await rename(`${path}.new`, path);
        await model.waitForOthers(desk);
        mayConflict = true;
      } else {
        const act = random.pick(Object.keys(model.acts));
        note(act);
        const where = await model.acts[act]!(desk, random);
        if (where) log[log.length - 1] += ` (${where})`;
      }
      await waitFor(() => model.shownDifference(desk));
    }
    note('save by save()');
    await desk.save();
    await waitForFile();
    await desk.page.close();
    return counts;
  } catch (error) {
    const message = `seed ${seed}, ${kind.extension}, act ${log.length}: ${(error as Error).message}\nThe last acts: ${log.slice(-12).join(', ')}`;
    throw new Error(message, { cause: error });
  }
}
