/** The first opening of a document, stage by stage: what waits for what. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { officeFrame } from '../../test/setup/browser.js';
import { openByHand } from '../tools/opening.js';
import type { Report } from '../tools/report.js';
import { at, DOCUMENT, setStage, type Stage } from '../tools/stage.js';
import { median, number } from '../tools/statistics.js';

/** Of the demo. */
const DOCUMENTS = ['annual-report.docx', 'programme.pptx', 'budget.xlsx', 'field-guide.pdf'];
const ROUNDS = 3;

/** Moments, ms since the call that opens the document. */
interface Trace {
  /** Token and SDK are there. */
  token: number;
  /** The office page starts to load. */
  navigation: number;
  /** Its code runs and asks for the session. */
  code: number;
  /** The server has what is shown: the conversion has ended. */
  converted: number;
  /** The last of what the first view needs has come. */
  content: number;
  ready: number;
}

const MOMENTS = ['token', 'navigation', 'code', 'converted', 'content', 'ready'] as const;

export async function run(): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-bench-'));
  const traces = new Map<string, Trace[]>(DOCUMENTS.map((name) => [name, []]));
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const stage = await setStage({ cacheFolder: join(folder, `cache-${round}`), prestart: 'server' });
      try {
        await open(stage, DOCUMENT);
        for (const [name, found] of traces) found.push(await open(stage, `oss://demo/${name}`));
      } finally {
        await stage.close();
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const middle = (found: readonly Trace[], moment: keyof Trace) => number(Math.round(median(found.map((trace) => trace[moment]))));
  return {
    content: [
      {
        head: ['first opening, ms since its beginning', 'token', 'page asked for', 'code runs', 'converted', 'content', 'on the screen'],
        rows: [...traces].map(([name, found]) => [name, ...MOMENTS.map((moment) => middle(found, moment))]),
      },
      `Medians of ${ROUNDS}, each with an empty cache of documents, opened by hand, LibreOffice started with the server; the first document is opened right after that start. A conversion begins with the token, while the page and its code load.`,
    ],
  };
}

const open = (stage: Stage, src: string): Promise<Trace> =>
  at(stage, { name: 'none', roundTrip: 0 }, async (place) => {
    const page = await place.visit('/by-hand');
    const { arrived, navigation, ready } = await openByHand(page, 'parallel', place.sdkURL, src);
    const { session, progress, content } = await callsOf(page);
    const [code, converted, came] = [session.start, progress.end, content.end].map((moment) => navigation + moment);
    return { token: arrived, navigation, code: code!, converted: converted!, content: came!, ready };
  });

type Call = 'session' | 'progress' | 'content';

/** When the office page made its calls, and when their answers had come, ms since it began to load. Of several, from the first to the last. */
async function callsOf(page: Page): Promise<Record<Call, { start: number; end: number }>> {
  const entries = await (
    await officeFrame(page)
  ).evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.toJSON() as PerformanceResourceTiming));
  const spanOf = (call: Call) => {
    const own = entries.filter(({ name }) => new URL(name).pathname.endsWith(`/${call}`));
    return { start: Math.min(...own.map(({ startTime }) => startTime)), end: Math.max(...own.map(({ responseEnd }) => responseEnd)) };
  };
  return { session: spanOf('session'), progress: spanOf('progress'), content: spanOf('content') };
}
