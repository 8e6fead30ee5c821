/** The local WebOffice: documents opened for the first time and again, requests per second, and what open documents cost. */
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertWithLibreOffice } from '../../test/setup/conversions.js';
import { pdf } from '../../test/setup/documents.js';
import { immClientFor, temporaryStorage } from '../../test/setup/offices.js';
import { listen, visit as visitOffice } from '../../test/local/visitor.js';
import { askForToken, requestsPerSecond } from '../tools/load.js';
import { startOfficeProcess, type OfficeProcess } from '../tools/office-process.js';
import { openByHand } from '../tools/opening.js';
import type { Report } from '../tools/report.js';
import { at, DOCUMENT, setStage, type Stage } from '../tools/stage.js';
import { median, number, spread } from '../tools/statistics.js';
import type { Table } from '../tools/table.js';

/** Of the demo, and what LibreOffice makes of them. */
const SOURCES = ['annual-report.docx', 'budget.xlsx', 'programme.pptx', 'field-guide.pdf', 'visitor-notes.txt', 'opening-hours.csv'];
const MADE: Readonly<Record<string, string>> = { doc: 'docx', xls: 'xlsx', ppt: 'pptx' };
const ROUNDS = 2;
const OPEN_DOCUMENTS = [1, 10, 100];
const TOKEN_REQUESTS = 30;

export async function run(): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-bench-'));
  const storage = await temporaryStorage();
  try {
    const formats = await opening(folder, join(storage.root, 'demo'));
    const office = await startOfficeProcess(storage.root, join(folder, 'cache'));
    try {
      const throughput = await answering(office);
      const growth = await growing(office, join(storage.root, 'test'));
      return {
        content: [
          formats,
          'From the call that opens it by hand to the document on the screen, in a new page, without a network between; “again” by another visitor. `soffice` is `soffice --headless --convert-to pdf` of the same file with a new profile, as each conversion has. What takes long is shown before it is converted to its end.',
          throughput,
          'Eight requests at a time from one process on the same machine, three seconds. The stand-in answers at once: what is left is the handler, which checks, asks `authorize` and seals.',
          growth,
          `Each document has its visitor, who has loaded it and listens to the server’s events. Memory is that of the server’s process (RSS) after a collection, run from its sources; latency is the median of ${TOKEN_REQUESTS} requests, one after the other, and the quartiles.`,
        ],
      };
    } finally {
      await office.close();
    }
  } finally {
    await storage.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Bucket `bench`: the same text, table or slides in each format. */
async function makeDocuments(folder: string, demo: string): Promise<string[]> {
  await mkdir(folder);
  const of = (extension: string) => join(folder, `document.${extension}`);
  const formats = SOURCES.map((name) => name.split('.').pop()!);
  await Promise.all(SOURCES.map((name, index) => copyFile(join(demo, name), of(formats[index]!))));
  for (const [extension, source] of Object.entries(MADE)) await convertWithLibreOffice(of(source), extension, of(extension));
  return [...formats, ...Object.keys(MADE)];
}

async function opening(folder: string, demo: string): Promise<Table> {
  const bench = join(folder, 'documents');
  const formats = await makeDocuments(bench, demo);
  const times = formats.map((format) => ({ format, first: [] as number[], again: [] as number[], plain: [] as number[] }));
  for (let round = 0; round < ROUNDS; round++) {
    const stage = await setStage({ folders: { bench }, cacheFolder: join(folder, `cache-${round}`) });
    try {
      await open(stage, DOCUMENT);
      for (const { format, first, again, plain } of times) {
        const src = `oss://bench/document.${format}`;
        first.push(await open(stage, src));
        again.push(await open(stage, src));
        if (format === 'pdf') continue;
        const start = performance.now();
        await convertWithLibreOffice(join(bench, `document.${format}`), 'pdf', join(folder, 'plain.pdf'));
        plain.push(performance.now() - start);
      }
    } finally {
      await stage.close();
    }
  }
  const rows = times.map(({ format, first, again, plain }) => [format, ms(first), ms(again), plain.length > 0 ? ms(plain) : '–']);
  return { head: ['to the open document, ms', 'first', 'again', 'soffice'], rows };
}

/** Two rounds have no quartiles to speak of. */
const ms = (values: readonly number[]) => number(Math.round(median(values)));

const open = (stage: Stage, src: string) =>
  at(
    stage,
    { name: 'none', roundTrip: 0 },
    async (place) => (await openByHand(await place.visit('/by-hand'), 'parallel', place.sdkURL, src)).ready,
  );

async function answering({ office, endpoint }: OfficeProcess): Promise<Table> {
  const src = 'oss://test/short.pdf';
  const imm = immClientFor(office);
  const asks: [string, () => Promise<unknown>][] = [
    [
      'GenerateWebofficeToken, official client',
      () => imm.call('GenerateWebofficeToken', { SourceURI: src, Permission: { Readonly: true } }),
    ],
    ['token endpoint, local WebOffice behind it', () => askForToken(endpoint, src)],
    ['token endpoint, stand-in behind it', () => askForToken(`${endpoint}/stand-in`, src)],
  ];
  const rows = [];
  for (const [name, ask] of asks) {
    // What is made with the first requests is made before.
    await requestsPerSecond(ask, 8, 500);
    rows.push([name, number(Math.round(await requestsPerSecond(ask, 8, 3_000)))]);
  }
  return { head: ['', 'requests per second'], rows };
}

async function growing({ office, endpoint, memory }: OfficeProcess, bucket: string): Promise<Table> {
  const rows = [];
  let opened = 0;
  const hangUps: (() => void)[] = [];
  for (const count of [0, ...OPEN_DOCUMENTS]) {
    for (; opened < count; opened++) {
      await writeFile(join(bucket, `open-${opened}.pdf`), pdf(1 + opened));
      const visitor = await visitOffice(
        office,
        { SourceURI: `oss://test/open-${opened}.pdf`, User: { Id: `user${opened}` } },
        `page-${opened}`,
      );
      await visitor.outcome();
      await visitor.pdf();
      hangUps.push((await listen(visitor)).hangUp);
    }
    const latencies: number[] = [];
    for (let request = 0; request < TOKEN_REQUESTS; request++) {
      const start = performance.now();
      await askForToken(endpoint, 'oss://test/short.pdf');
      latencies.push(performance.now() - start);
    }
    rows.push([count, number(Math.round((await memory()) / 1e6)), spread(latencies)]);
  }
  for (const hangUp of hangUps) hangUp();
  return { head: ['open documents', 'memory, MB', 'token request, ms'], rows };
}
