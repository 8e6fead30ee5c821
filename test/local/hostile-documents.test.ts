/** A document that never ends, or takes all the memory there is, ends only itself: others are served meanwhile. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { DocumentEngine } from '../../local/src/server/jobs/document-engine.js';
import { ProcessPool } from '../../local/src/server/jobs/process-pool.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { SessionInfo } from '../../local/src/shared/page-api.js';
import { encrypt } from '../setup/documents.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { zip } from '../setup/zip.js';
import { visit, type Visitor } from './visitor.js';

let storage: Storage;
let office: LocalWebOffice;
const start = async () => (office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` }));
before(async () => {
  storage = await temporaryStorage();
  await start();
});
after(async () => {
  await office.close();
  await storage.remove();
});

const put = (name: string, content: string | Buffer) => writeFile(`${storage.root}/test/${name}`, content);

async function open(name: string, more = {}): Promise<Visitor & { info: SessionInfo }> {
  const visitor = await visit(office, { SourceURI: `oss://test/${name}`, ...more }, 'page');
  const answer = await visitor.call('session', { method: 'POST' });
  assert.equal(answer.status, 200, name);
  return { ...visitor, info: SessionInfo.parse(await answer.json()) };
}

interface GridSheet {
  cellData: Record<number, Record<number, { v?: unknown }>>;
  mergeData: unknown[];
  custom: { notDrawn?: unknown };
}

const edit = { Permission: {} };
const RELATIONSHIPS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"';
const MAIN = 'application/vnd.openxmlformats-officedocument';

function workbook(sheet: string): Buffer {
  return zip({
    '[Content_Types].xml': `<Types ${TYPES}><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${MAIN}.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sheet.xml" ContentType="${MAIN}.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships ${RELATIONSHIPS}><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${RELATIONSHIPS}><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="sheet.xml"/></Relationships>`,
    'xl/sheet.xml': sheet,
  });
}
const SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const rows = (count: number) => `<worksheet ${SHEET}><sheetData>${'<row><c><v>1</v></c></row>'.repeat(count)}</sheetData></worksheet>`;

function wordFile(body: string): Buffer {
  return zip({
    '[Content_Types].xml': `<Types ${TYPES}><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${MAIN}.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships ${RELATIONSHIPS}><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  });
}

/** Deriving its key takes for ever: as often as it says (MS-OFFCRYPTO 2.3.4.11), in a number of as many characters. */
function endless(content: Buffer): Buffer {
  const file = encrypt(content, { password: 'secret' });
  const place = file.indexOf('spinCount="100000"');
  assert.ok(place > 0);
  file.write('spinCount="1e9999"', place);
  return file;
}

describe('while a document never ends', () => {
  // Those that are still being read occupy the processes for large documents, which the next tests need, until their time is over.
  after(async () => {
    await office.close();
    await start();
  });

  test('others are opened, shown, edited and saved', async () => {
    await put('endless.xlsx', endless(workbook(rows(1))));
    await put('small.xlsx', workbook(rows(1)));
    await put('note.txt', 'one');
    const stuck = await open('endless.xlsx');
    let ended = false;
    const outcome = stuck.outcome().finally(() => (ended = true));
    outcome.catch(() => undefined);
    const shown = await open('small.xlsx');
    assert.deepEqual(await shown.outcome(), { state: 'ready' });
    const page = await open('note.txt', edit);
    assert.equal(await (await page.call('content')).text(), 'one');
    const saved = await page.call('save?base=1', { method: 'PUT', body: '{"changes":[{"from":0,"to":3,"insert":"two"}]}' });
    assert.deepEqual(((await saved.json()) as { result: string }).result, 'ok');
    assert.equal(ended, false, 'the endless one is still being read');
  });

  test('more of them than there are processors occupy no process that small documents need', async () => {
    await put('beside.txt', 'one');
    await put('beside.docx', wordFile('<w:p/>'));
    const count = availableParallelism() + 2;
    const ended: string[] = [];
    for (let number = 0; number < count; number++) {
      const name = `endless-${number}.xlsx`;
      await put(name, endless(workbook(rows(number + 1))));
      const stuck = await visit(office, { SourceURI: `oss://test/${name}`, Password: 'secret' }, 'page');
      await stuck.call('session', { method: 'POST' });
      void stuck.outcome().then(
        () => ended.push(name),
        () => undefined,
      );
    }
    for (const name of ['beside.txt', 'beside.docx']) {
      const page = await open(name, edit);
      assert.equal(page.info.editable, true, name);
      assert.equal((await page.call('content')).status, 200);
    }
    assert.deepEqual(ended, [], 'they are still being read');
  });

  test('tokens for some begin nothing that never ends', { timeout: 120_000 }, async () => {
    const patient = await startOffice(storage, { cacheFolder: `${storage.root}/patient`, conversionTimeout: 600_000 });
    try {
      await put('large.xlsx', workbook(rows(30_000)));
      for (let number = 0; number < availableParallelism() + 2; number++) {
        await put(`foreseen-${number}.xlsx`, endless(workbook(rows(number + 1))));
        for (const more of [{}, edit]) await visit(patient, { SourceURI: `oss://test/foreseen-${number}.xlsx`, ...more }, 'page');
      }
      const large = await visit(patient, { SourceURI: 'oss://test/large.xlsx' }, 'page');
      assert.equal((await large.call('session', { method: 'POST' })).status, 200);
      assert.deepEqual(await large.outcome(), { state: 'ready' });
    } finally {
      await patient.close();
    }
  });

  test('its time ends it', async () => {
    const engine = new DocumentEngine(10_000);
    try {
      await put('endless.docx', endless(wordFile('')));
      await assert.rejects(engine.run('unlock', `${storage.root}/test/endless.docx`, true, 'secret'), RangeError);
      await put('after.txt', 'text');
      assert.equal(Buffer.from((await engine.run('readText', `${storage.root}/test/after.txt`, 'utf-8'))!.text).toString(), 'text');
    } finally {
      engine.close();
    }
  });

  test('a process that does many jobs collects nothing of them', async () => {
    const pool = new ProcessPool({ program: 'jobs/document-process', timeout: 60_000, memory: 100, slots: 1 });
    const warnings: Error[] = [];
    const note = (warning: Error) => void warnings.push(warning);
    process.on('warning', note);
    try {
      await put('job.txt', 'text');
      const job = { name: 'encoding', args: [`${storage.root}/test/job.txt`, undefined, []] };
      for (let count = 0; count < 20; count++) assert.equal(await pool.run(job, () => undefined), 'done');
      await new Promise(setImmediate);
      assert.deepEqual(warnings, []);
    } finally {
      process.off('warning', note);
      pool.close();
    }
  });

  test('its memory ends it', async () => {
    const pool = new ProcessPool({ program: 'jobs/document-process', timeout: 600_000, memory: 100, slots: 1 });
    try {
      await put('cells.xlsx', workbook(rows(350_000)));
      const job = { name: 'grid', args: [`${storage.root}/test/cells.xlsx`, 'cells.xlsx', undefined] };
      assert.equal(await pool.run(job, () => undefined), 'gone');
    } finally {
      pool.close();
    }
  });
});

const tooLarge: Record<string, Buffer> = {
  'too-many-cells.xlsx': workbook(rows(400_001)),
  'too-deep.docx': wordFile('<w:sdt><w:sdtContent>'.repeat(20_000) + '<w:p/>' + '</w:sdtContent></w:sdt>'.repeat(20_000)),
  'too-many-parts.docx': zip(Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`word/${index}.xml`, '']))),
};
for (const [name, file] of Object.entries(tooLarge)) {
  test(`${name} is read-only, with the reason`, async () => {
    await put(name, file);
    const { info } = await open(name, edit);
    assert.deepEqual([info.editable, info.readOnlyReason], [false, 'TooLarge']);
  });
}

test('a workbook that is too much for a grid is shown as pages', async () => {
  const deep = '<x>'.repeat(1_000) + '</x>'.repeat(1_000);
  await put('pages.xlsx', workbook(rows(1).replace('</worksheet>', `<extLst><ext uri="x">${deep}</ext></extLst></worksheet>`)));
  const visitor = await open('pages.xlsx');
  assert.deepEqual(await visitor.outcome(), { state: 'ready', kind: 'pages' });
});

describe('a workbook with more cells than a grid may have is shown as its first rows', () => {
  const long = (prefix: string, count: number) => {
    const rowsOf = Array.from(
      { length: count },
      (_, row) => `<${prefix}row><${prefix}c><${prefix}v>${row}</${prefix}v></${prefix}c></${prefix}row>`,
    );
    const name = prefix ? SHEET.replace('xmlns', `xmlns:${prefix.slice(0, -1)}`) : SHEET;
    return `<${prefix}worksheet ${name}><${prefix}sheetData>${rowsOf.join('')}</${prefix}sheetData><${prefix}mergeCells><${prefix}mergeCell ref="A1:B1"/></${prefix}mergeCells></${prefix}worksheet>`;
  };
  for (const prefix of ['', 'x:']) {
    test(`with the prefix '${prefix}'`, { timeout: 120_000 }, async () => {
      await put('long.xlsx', workbook(long(prefix, 450_000)));
      const reader = await open('long.xlsx');
      assert.deepEqual(await reader.outcome(), { state: 'ready' });
      const { sheets } = (await (await reader.call('content')).json()) as { sheets: Record<string, GridSheet> };
      const { cellData, custom, mergeData } = sheets['sheet-0']!;
      const count = Object.keys(cellData).length;
      assert.ok(count >= 100_000 && count < 400_000, `${count} rows`);
      assert.equal(cellData[count - 1]?.[0]?.v, count - 1);
      assert.deepEqual(custom.notDrawn, { rows: 450_000 - count });
      assert.equal(mergeData.length, 1);
    });
  }

  test('of a preview of pages it is known how many there are', { timeout: 120_000 }, async () => {
    await put('long.xlsx', workbook(long('', 450_000)));
    const reader = await open('long.xlsx', { PreviewPages: 2 });
    assert.deepEqual(await reader.outcome(), { state: 'ready', total: 9_000 });
  });
});

test('damaged documents are read-only, and what a page sends of one is refused', async () => {
  const comment = workbook(`<worksheet ${SHEET}><sheetData/>${'<!--'.repeat(500_000)}`);
  const overlapping = workbook(rows(1));
  overlapping.writeUInt32LE(0x7fffffff, overlapping.indexOf('504b0102', 0, 'hex') + 20);
  for (const [name, file] of Object.entries({ 'comment.xlsx': comment, 'overlapping.xlsx': overlapping })) {
    await put(name, file);
    const { info } = await open(name, edit);
    assert.deepEqual([info.editable, info.readOnlyReason], [false, 'Format']);
  }
  await put('word.docx', wordFile('<w:p/>'));
  const page = await open('word.docx', edit);
  const version = (await page.call('content')).headers.get('x-version');
  const whole = wordFile('<w:p/>');
  const broken = Buffer.from(whole);
  broken.writeUInt32LE(1, broken.lastIndexOf('504b0102', undefined, 'hex') + 16);
  for (const edited of [broken, Buffer.from('PK'), Buffer.alloc(0), whole.subarray(0, -30)]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(whole.length);
    const answer = await page.call(`save?base=${version}`, { method: 'PUT', body: Buffer.concat([length, whole, edited]) });
    assert.deepEqual([answer.status, ((await answer.json()) as { Code: string }).Code], [400, 'InvalidChanges']);
  }
  const answer = await page.call(`save?base=${version}`, { method: 'PUT', body: 'x' });
  assert.equal(answer.status, 400, 'no documents at all');
});
