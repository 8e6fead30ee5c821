/** Going from one document to another on the same page, by hand and with the element; and how long the page's main thread is busy with it. */
import type { Page } from 'puppeteer-core';
import { openByHand, openElement, type Times } from '../tools/opening.js';
import type { Report } from '../tools/report.js';
import { setStage } from '../tools/stage.js';
import { spread } from '../tools/statistics.js';

const ROUNDS = 20;
const DOCUMENTS = ['oss://demo/visitor-notes.txt', 'oss://demo/opening-hours.csv'];

interface Measured extends Times {
  /** ms of the host page's main thread. */
  script: number;
  tasks: number;
}

export async function run(): Promise<Report> {
  const stage = await setStage();
  const place = await stage.over({ name: 'near', roundTrip: 20 });
  try {
    const pages = { 'by hand': await place.visit('/by-hand'), '<imm-weboffice>': await place.visit('/') };
    const [byHand, element] = Object.values(pages) as [Page, Page];
    await byHand.bringToFront();
    await openByHand(byHand, 'parallel', place.sdkURL, DOCUMENTS[0]!);
    await element.bringToFront();
    await openElement(element, place.sdkURL, DOCUMENTS[0]!);
    const measured: Record<keyof typeof pages, Measured[]> = { 'by hand': [], '<imm-weboffice>': [] };
    for (let round = 1; round <= ROUNDS; round++) {
      const src = DOCUMENTS[round % DOCUMENTS.length]!;
      measured['by hand'].push(await busy(byHand, () => openByHand(byHand, 'next', place.sdkURL, src)));
      measured['<imm-weboffice>'].push(await busy(element, () => openElement(element, place.sdkURL, src)));
    }
    const row = ([name, rounds]: [string, Measured[]]) => [
      name,
      ...(['navigation', 'ready', 'script', 'tasks'] as const).map((what) => spread(rounds.map((times) => times[what]))),
    ];
    return {
      content: [
        {
          head: ['', 'to the navigation, ms', 'to the open document, ms', 'script, ms', 'all tasks, ms'],
          rows: Object.entries(measured).map(row),
        },
        'Over 20 ms. By hand the SDK stays and `config()` is called again; the element gives each document a new window and loads the SDK there from the HTTP cache. Script and tasks are the host page’s main thread (`Performance.getMetrics`: ScriptDuration, TaskDuration), the office page has its own.',
      ],
    };
  } finally {
    await place.close();
    await stage.close();
  }
}

async function busy(page: Page, open: () => Promise<Times>): Promise<Measured> {
  // Only the page in front is painted at full pace.
  await page.bringToFront();
  const before = await page.metrics();
  const times = await open();
  const after = await page.metrics();
  const spent = (name: 'ScriptDuration' | 'TaskDuration') => ((after[name] ?? 0) - (before[name] ?? 0)) * 1_000;
  return { ...times, script: spent('ScriptDuration'), tasks: spent('TaskDuration') };
}
