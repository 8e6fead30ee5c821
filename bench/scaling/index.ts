/** A million pages, reckoned with the product's own decisions, and what a request costs: the tables and charts of docs/scaling.md. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { measureEndpoint } from './endpoint-cost.js';
import { reckon, type Course } from './pages.js';
import { MINUTE, OUTAGE, SCHEDULES, outage, rush, wakeUp } from './scenes.js';
import { lineChart } from '../tools/line-chart.js';
import { replaceBetween } from '../tools/report.js';
import { number } from '../tools/statistics.js';
import { forMarkdown, forTerminal } from '../tools/table.js';

const PAGE = new URL('../../docs/scaling.md', import.meta.url);
const CHARTS = new URL('../../docs/scaling/', import.meta.url);
const NAMES = { usual: 'a new draw each time, fixed steps', product: 'this product' };

type Table = (string | number)[][];
type Schedules<T> = Record<keyof typeof SCHEDULES, T>;

const both = <T>(look: (schedule: (typeof SCHEDULES)[keyof typeof SCHEDULES]) => T): Schedules<T> => ({
  usual: look(SCHEDULES.usual),
  product: look(SCHEDULES.product),
});

/** Means over `width` seconds, from and to in minutes. */
function means(perSecond: Uint32Array, from: number, to: number, width = 10): number[] {
  const found: number[] = [];
  for (let second = from * 60; second + width <= to * 60; second += width) {
    found.push(Math.round(perSecond.subarray(second, second + width).reduce((sum, count) => sum + count, 0) / width));
  }
  return found;
}
const most = (values: readonly number[]) => Math.max(...values);

/** Numbers with thousands separated. */
function tableOf([head, ...rows]: Table) {
  const shown = (row: Table[number]) => row.map((cell) => (typeof cell === 'number' ? number(cell) : cell));
  return { head: shown(head!), rows: rows.map(shown) };
}

/** Peaks of opening, then of every other wave of refreshes. */
function rushRow(name: string, { asked }: Course, minutes: number): Table[number] {
  const wave = (number: number) => most(means(asked, minutes + (number - 1) * 23, minutes + number * 23));
  const lull = Math.min(...means(asked, 180, 240));
  return [`${minutes} minutes, ${name}`, most(means(asked, 0, minutes)), wave(1), wave(2), wave(4), most(means(asked, 180, 240)), lull];
}

function outageRow(name: string, course: Course, quota: number | undefined): Table[number] {
  const [gone, back] = [OUTAGE / MINUTE, OUTAGE / MINUTE + 5];
  return [
    ...[`${quota ? `${number(quota)} a second` : 'no limit'}, ${name}`, most(means(course.asked, gone - 20, gone))],
    ...[most(means(course.asked, gone, back)), most(means(course.asked, back, back + 20)), course.lapsed],
    `${Math.round(course.longestLapse / 1_000)} s`,
  ];
}

async function chart(name: string, title: string, ticks: string[], lines: Schedules<number[]>): Promise<void> {
  const curves = (['usual', 'product'] as const).map((key) => ({ name: NAMES[key], values: lines[key], isOurs: key === 'product' }));
  await writeFile(new URL(name, CHARTS), lineChart({ title, ticks, lines: curves }));
}

export async function run(): Promise<void> {
  await mkdir(CHARTS, { recursive: true });
  const tables: Record<string, Table> = {};

  tables.rush = [['everybody opens within', 'opening', '1st refresh', '2nd', '4th', 'in the 4th hour, most', 'least']];
  for (const minutes of [5, 15]) {
    const courses = both((schedule) => reckon(rush(minutes), schedule));
    for (const key of ['usual', 'product'] as const) tables.rush.push(rushRow(NAMES[key], courses[key], minutes));
    if (minutes === 15) {
      const lines = both(() => [] as number[]);
      for (const key of ['usual', 'product'] as const) lines[key] = means(courses[key].asked, 0, 240, 60);
      await chart(
        'rush.svg',
        'Requests per second: a million documents opened from 9:00 to 9:15',
        ['9:00', '10:00', '11:00', '12:00', '13:00'],
        lines,
      );
    }
  }

  tables.outage = [['IMM takes', 'before', 'most while it is away', 'most after it', 'documents without a token', 'longest']];
  for (const quota of [undefined, 2_000, 1_500]) {
    const courses = both((schedule) => reckon(outage(5, quota), schedule));
    for (const key of ['usual', 'product'] as const) tables.outage.push(outageRow(NAMES[key], courses[key], quota));
    if (quota === 2_000) {
      const lines = both(() => [] as number[]);
      for (const key of ['usual', 'product'] as const) lines[key] = means(courses[key].asked, OUTAGE / MINUTE - 5, OUTAGE / MINUTE + 15);
      const ticks = ['−5 min', 'IMM goes', 'IMM is back', '+10 min', '+15 min'];
      await chart('outage.svg', 'Requests per second: IMM away for five minutes, then 2,000 calls a second', ticks, lines);
    }
  }

  tables.wake = [['IMM takes', 'most in a second', 'most after ten minutes', 'all have a token after']];
  for (const quota of [undefined, 2_000]) {
    const courses = both((schedule) => reckon(wakeUp(quota), schedule));
    for (const key of ['usual', 'product'] as const) {
      const { asked, allServed } = courses[key];
      const name = `${quota ? `${number(quota)} a second` : 'no limit'}, ${NAMES[key]}`;
      tables.wake.push([name, most([...asked]), most(means(asked, 10, 60)), `${Math.round(allServed / 1_000)} s`]);
    }
  }

  tables.cost = [['', 'per second of one core'], ...Object.entries(await measureEndpoint())];

  let page = await readFile(PAGE, 'utf8');
  for (const [name, table] of Object.entries(tables)) {
    console.log(`
${name}
${forTerminal(tableOf(table))}`);
    page = replaceBetween(page, name, forMarkdown(tableOf(table)));
  }
  await writeFile(PAGE, await format(page, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
}
