/** What two hundred documents, opened and removed one after the other, leave behind on the page. */
import type { CDPSession, Page } from 'puppeteer-core';
import { waitForState } from '../../test/setup/tag.js';
import { startBench } from '../../test/faults/bench.js';
import type { Report } from '../tools/report.js';
import { number } from '../tools/statistics.js';

const ROUNDS = 200;
/** Rounds before the first count: what is made once is made then. */
const WARM_UP = 10;

async function count(page: Page, cdp: CDPSession) {
  // Twice: what the first collection frees may hold on to more.
  for (let turn = 0; turn < 2; turn++) await cdp.send('HeapProfiler.collectGarbage');
  const { documents, nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return { frames: page.frames().length, documents, nodes, listeners: jsEventListeners, 'heap (kB)': Math.round(usedSize / 1_000) };
}

async function round(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tag = document.querySelector('imm-weboffice')!;
    Object.assign(window, { tag });
    tag.setAttribute('src', 'oss://test/short.pdf');
  });
  await waitForState(page, 'ready');
  await page.evaluate(() => {
    const old = document.querySelector('imm-weboffice')!;
    const next = old.cloneNode() as HTMLElement;
    next.removeAttribute('src');
    old.replaceWith(next);
    Object.assign(window, { tag: undefined });
  });
}

export async function run(): Promise<Report> {
  const bench = await startBench();
  try {
    const page = await bench.open({ src: '' });
    const cdp = await page.createCDPSession();
    await cdp.send('HeapProfiler.enable');
    for (let turn = 0; turn < WARM_UP; turn++) await round(page);
    const start = await count(page, cdp);
    for (let turn = 0; turn < ROUNDS; turn++) await round(page);
    const end = await count(page, cdp);
    const names = Object.keys(start) as (keyof typeof start)[];
    const row = (rounds: number, counts: typeof start) => [`after ${rounds} rounds`, ...names.map((name) => number(counts[name]))];
    const grown = (['frames', 'documents', 'nodes', 'listeners'] as const).filter((name) => end[name] > start[name]);
    return {
      content: [
        { head: ['', ...names], rows: [row(WARM_UP, start), row(WARM_UP + ROUNDS, end)] },
        `Goal, nothing grows but the heap’s own noise: ${grown.length > 0 ? `not met, ${grown.join(', ')} grew` : 'met'}.`,
      ],
      failed: grown.length > 0,
    };
  } finally {
    await bench.close();
  }
}
