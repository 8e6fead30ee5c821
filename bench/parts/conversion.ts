/** Conversions to PDF by a LibreOffice that has been started ahead, beside those by one that starts for each: the same files in turn, in one run. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findLibreOffice } from '../../local/src/server/convert/libreoffice.js';
import { socketsOf } from '../../local/src/server/convert/soffice-profile.js';
import { Soffice } from '../../local/src/server/convert/soffice.js';
import { convertWithLibreOffice } from '../../test/setup/conversions.js';
import type { Report } from '../tools/report.js';
import { median, number } from '../tools/statistics.js';

const ROUNDS = 5;
/** ms a conversion, or the start of a process, may take */
const LIMIT = 120_000;

const demo = (name: string) => fileURLToPath(new URL(`../../demo/storage/demo/${name}`, import.meta.url));
const SOURCES = ['annual-report.docx', 'programme.pptx'];
const MADE = [
  ['budget.xlsx', 'xls'],
  ['annual-report.docx', 'doc'],
  ['programme.pptx', 'ppt'],
] as const;

export async function run(): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-bench-'));
  try {
    const files = await makeDocuments(folder);
    const rows = await compareConversions(files, join(folder, 'work'));
    return {
      content: [
        { head: ['conversion to PDF, ms', 'started for it', 'started ahead', 'ratio'], rows },
        `Medians of ${ROUNDS}, in turn, each with a profile that has been used before. What has been started ahead waits before the clock starts.`,
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeDocuments(folder: string): Promise<string[]> {
  const files = SOURCES.map((name) => join(folder, name));
  await Promise.all(SOURCES.map((name, index) => copyFile(demo(name), files[index]!)));
  for (const [source, extension] of MADE) {
    const file = join(folder, `document.${extension}`);
    await convertWithLibreOffice(demo(source), extension, file);
    files.push(file);
  }
  return files;
}

/** One row for each file: extension, median of both ways, ratio. */
export async function compareConversions(files: readonly string[], folder: string): Promise<string[][]> {
  const program = (await findLibreOffice()) ?? 'soffice';
  const [coldFolder, warmFolder] = [join(folder, 'cold'), join(folder, 'warm')];
  for (const path of [coldFolder, warmFolder]) await mkdir(path, { recursive: true });
  const cold = new Soffice({ program, folder: coldFolder, slots: 1, prestart: 'never' });
  const warm = new Soffice({ program, folder: warmFolder, slots: 1, prestart: 'server' });
  try {
    const rows: string[][] = [];
    for (const file of files) {
      const times = { cold: [] as number[], warm: [] as number[] };
      // The first of each makes the profile.
      for (let round = 0; round <= ROUNDS; round++) {
        await untilWaiting(warmFolder);
        const [alone, ahead] = [await timed(cold, file, folder), await timed(warm, file, folder)];
        if (round === 0) continue;
        times.cold.push(alone);
        times.warm.push(ahead);
      }
      const [before, after] = [median(times.cold), median(times.warm)];
      rows.push([extname(file).slice(1), number(Math.round(before)), number(Math.round(after)), (after / before).toFixed(2)]);
    }
    return rows;
  } finally {
    await Promise.all([cold.close(), warm.close()]);
  }
}

async function timed(soffice: Soffice, file: string, folder: string): Promise<number> {
  const outputFolder = await mkdtemp(join(folder, 'out-'));
  const start = performance.now();
  const result = await soffice.convert({ input: file, outputFolder, filter: 'pdf', timeout: LIMIT }, new AbortController().signal);
  const time = performance.now() - start;
  if ('failure' in result) throw new Error(`${basename(file)}: ${result.failure}`);
  return time;
}

/** A process is ready for a job as soon as its socket is there. */
async function untilWaiting(folder: string): Promise<void> {
  const end = Date.now() + LIMIT;
  const isReady = async () => (await readdir(folder)).some((name) => socketsOf(join(folder, name)).some((path) => existsSync(path)));
  while (!(await isReady())) {
    if (Date.now() > end) throw new Error('no LibreOffice has come to wait');
    await setTimeout(100);
  }
}
