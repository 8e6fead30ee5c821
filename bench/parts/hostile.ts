/** The local WebOffice with documents that are large or hostile: how long its event loop is held up, its memory, and what another visitor waits for. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { visit, type Visitor } from '../../test/local/visitor.js';
import { temporaryStorage } from '../../test/setup/offices.js';
import { longTable, longText, unclosedComment, deepWordFile, workbookOf, zipBomb } from '../tools/hostile-documents.js';
import { startOfficeProcess, type OfficeProcess } from '../tools/office-process.js';
import type { Report } from '../tools/report.js';
import { median, number } from '../tools/statistics.js';
import type { Table } from '../tools/table.js';

/** What design and architecture promise: ms, ms, bytes. */
const GOALS = { work: 50, latency: 100, memory: 600e6 };

/** What happens to a document after it was opened. */
type Use = (visitor: Visitor) => Promise<unknown>;

const show: Use = async (visitor) => {
  await visitor.outcome();
  await (await visitor.call('content')).arrayBuffer();
};
const edit: Use = async (visitor) => {
  const content = await visitor.call('content');
  await content.arrayBuffer();
};
/** Opens a text as its editor does, and types twenty letters at its end. */
const type: Use = async (visitor) => {
  const content = await visitor.call('content?live');
  const length = (await content.text()).replaceAll('\r\n', '\n').length;
  const [room, since] = (content.headers.get('x-live') ?? '').split('.');
  for (let letter = 0; letter < 20; letter++) {
    const updates = [{ client: 'bench', changes: [length + letter, [0, 'x']] }];
    await visitor.post('live', { room, since: Number(since) + letter, updates });
  }
  await visitor.call('save?live', { method: 'PUT' });
};

const CASES: readonly [name: string, file: string, make: () => string | Buffer, mayEdit: boolean, use: Use][] = [
  ['nothing', 'note.txt', () => 'note', false, () => new Promise((resolve) => setTimeout(resolve, 3_000))],
  ['workbook, 300,000 × 10 numbers', 'cells.xlsx', () => workbookOf(300_000, 10), false, show],
  ['workbook, 39,000 × 10 numbers, edited', 'grid.xlsx', () => workbookOf(39_000, 10), true, edit],
  ['workbook, 0.6 MB that unpacks to 600 MB', 'bomb.xlsx', zipBomb, false, show],
  ['workbook with an unclosed comment', 'comment.xlsx', unclosedComment, false, show],
  ['Word document, 20,000 controls deep', 'deep.docx', deepWordFile, true, show],
  ['table, 19 MB', 'table.csv', longTable, true, show],
  ['text, 19 MB, shown', 'shown.txt', longText, false, show],
  ['text, 19 MB with Windows line ends, typed into', 'typed.txt', longText, true, type],
];

export async function run(): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-bench-'));
  const storage = await temporaryStorage();
  const office = await startOfficeProcess(storage.root, join(folder, 'cache'));
  try {
    const bucket = join(storage.root, 'test');
    for (const [, file, make] of CASES) await writeFile(join(bucket, file), make());
    const rows: Table['rows'][number][] = [];
    let failed = false;
    await visit(office.office, { SourceURI: 'oss://test/note.txt' });
    for (const [name, file, , mayEdit, use] of CASES) {
      const found = await measure(office, file, mayEdit, use);
      failed ||= found.work > GOALS.work || found.memory > GOALS.memory;
      const { delay, work, latency, slowest, memory, took } = found;
      rows.push([name, ...[took, work, delay, latency, slowest, memory / 1e6].map((value) => number(Math.round(value)))]);
    }
    const head = ['', 'took, ms', 'own work at a time, ms', 'delay, ms', 'another visitor, median', 'slowest', 'memory, MB'];
    return {
      failed,
      content: [
        { head, rows },
        'Own work is the processor time the server used between two turns of its event loop, delay what a timer waited: on a busy machine other processes are in it, as the row “nothing” shows. Another visitor opens a small text again and again meanwhile, and gets its content. Memory is the server’s (RSS), from sources; documents are read by processes of their own, each with a heap of 768 MB at most.',
      ],
    };
  } finally {
    await office.close();
    await storage.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(office: OfficeProcess, file: string, mayEdit: boolean, use: Use) {
  const other = await visit(office.office, { SourceURI: 'oss://test/note.txt' }, 'other');
  await office.loop();
  const latencies: number[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const start = performance.now();
      await (await other.call('session', { method: 'POST' })).arrayBuffer();
      latencies.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const start = performance.now();
  const permission = mayEdit ? {} : { Readonly: true };
  const visitor = await visit(office.office, { SourceURI: `oss://test/${file}`, Permission: permission }, 'page');
  await visitor.call('session', { method: 'POST' });
  await use(visitor);
  const took = performance.now() - start;
  isOver = true;
  await asking;
  const reading = await office.loop();
  return { ...reading, took, latency: median(latencies), slowest: Math.max(...latencies) };
}
