/** One, five and twenty documents on one page: what is fetched of the SDK, how long until all are open, what each costs. */
import type { CDPSession } from 'puppeteer-core';
import type { Report } from '../tools/report.js';
import { DOCUMENT, at, setStage, type Place, type Stage } from '../tools/stage.js';
import { number, spread } from '../tools/statistics.js';

const COUNTS = [1, 5, 20];
const ROUNDS = 3;

interface Measured {
  /** ms until the last one is open. */
  ready: number;
  /** For the SDK, answered by the network. */
  requests: number;
  bytes: number;
  /** kB of JavaScript heap in the host's process: the element, and the SDK's windows. */
  host: number;
  /** kB of JavaScript heap in the process of the office pages. */
  office: number;
}

export async function run(): Promise<Report> {
  const stage = await setStage();
  try {
    await open(stage, 1);
    const empty = await open(stage, 0);
    const rows = [];
    for (const count of COUNTS) {
      const rounds: Measured[] = [];
      for (let round = 0; round < ROUNDS; round++) rounds.push(await open(stage, count));
      const of = (what: keyof Measured) => spread(rounds.map((measured) => measured[what]));
      const each = (what: 'host' | 'office') => spread(rounds.map((measured) => (measured[what] - empty[what]) / count));
      rows.push([count, of('ready'), of('requests'), of('bytes'), each('host'), each('office')]);
    }
    return {
      content: [
        {
          head: ['documents', 'all open, ms', 'requests for the SDK', 'bytes of the SDK', 'host page, kB each', 'office pages, kB each'],
          rows,
        },
        `A text each, without a network between. kB are of the JavaScript heap after a collection (\`Runtime.getHeapUsage\`), above that of a page without a document (${number(empty.host)} kB).`,
      ],
    };
  } finally {
    await stage.close();
  }
}

const open = (stage: Stage, count: number) => at(stage, { name: 'none', roundTrip: 0 }, (place) => measure(stage, place, count));

async function measure(stage: Stage, place: Place, count: number): Promise<Measured> {
  const page = await place.visit('/');
  const cdp = await page.createCDPSession();
  await cdp.send('Network.enable');
  const fetched = { requests: 0, bytes: 0 };
  const ofSdk = new Set<string>();
  cdp.on('Network.responseReceived', ({ requestId, response }) => response.url.endsWith(stage.sdkPath) && ofSdk.add(requestId));
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    // What a cache answers has no length.
    if (!ofSdk.has(requestId) || encodedDataLength === 0) return;
    fetched.requests += 1;
    fetched.bytes += encodedDataLength;
  });
  const ready = await page.evaluate(
    async (wanted, sdkURL, src) => {
      // All on screen: what is out of sight is slowed down by the browser.
      document.body.style.cssText = 'display:grid;grid-template-columns:repeat(5,1fr);grid-auto-rows:minmax(0,1fr)';
      const start = performance.now();
      const opened = [];
      for (let index = 0; index < wanted; index++) {
        const element = document.createElement('imm-weboffice');
        element.setAttribute('token-endpoint', '/api/weboffice');
        element.setAttribute('sdk-url', sdkURL);
        element.setAttribute('src', src);
        opened.push(new Promise((resolve) => element.addEventListener('imm-ready', resolve, { once: true })));
        document.body.append(element);
      }
      await Promise.all(opened);
      return performance.now() - start;
    },
    count,
    place.sdkURL,
    DOCUMENT,
  );
  return { ready, ...fetched, host: await heap(cdp), office: count === 0 ? 0 : await heapOfOffice(stage, place.officeURL) };
}

/** Frames of another site have a process of their own, and share it. */
async function heapOfOffice({ browser }: Stage, url: string): Promise<number> {
  const target = await browser.waitForTarget((candidate) => candidate.url().startsWith(url));
  const cdp = await target.createCDPSession();
  const size = await heap(cdp);
  await cdp.detach();
  return size;
}

async function heap(cdp: CDPSession): Promise<number> {
  // Twice: what the first collection frees may hold on to more.
  for (let turn = 0; turn < 2; turn++) await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1_000;
}
