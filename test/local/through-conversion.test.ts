/** Workbooks of Office 97, made by LibreOffice: edited as xlsx, saved as what they were. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { HistoryList, SaveResult, SessionInfo, type CellChange } from '../../local/src/shared/page-api.js';
import { convertWithLibreOffice } from '../setup/conversions.js';
import { makeWorkbook } from '../setup/flat-documents.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { visit, type Visitor } from './visitor.js';

let storage: Storage;
let office: LocalWebOffice;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` });
});
after(async () => {
  await office.close();
  await storage.remove();
});

const pathOf = (name: string) => `${storage.root}/test/${name}`;

async function open(name: string): Promise<Visitor & { info: SessionInfo; version: string; sheets: Sheets }> {
  const visitor = await visit(office, { SourceURI: `oss://test/${name}`, Permission: { History: true } }, 'page');
  const info = SessionInfo.parse(await (await visitor.call('session', { method: 'POST' })).json());
  const content = await visitor.call('content');
  const { sheets } = (await content.json()) as { sheets: Sheets };
  return { ...visitor, info, version: content.headers.get('x-version')!, sheets };
}

type Sheets = Record<string, { name: string; cellData: Record<number, Record<number, { v?: unknown; f?: string }>> }>;

const save = async ({ call, version }: Visitor & { version: string }, cells: CellChange[]) => {
  const response = await call(`save?base=${version}`, { method: 'PUT', body: JSON.stringify({ cells }) });
  return SaveResult.parse(await response.json());
};

describe('a workbook of Office 97', () => {
  test('says through what it is saved, and has the change and all else when it is opened again', async () => {
    await makeWorkbook(pathOf('prices.xls'));
    const before = await readFile(pathOf('prices.xls'));
    const page = await open('prices.xls');
    assert.deepEqual([page.info.kind, page.info.editable, page.info.through], ['sheet', true, 'xlsx']);
    assert.equal((await save(page, [{ sheet: 0, row: 1, column: 1, value: 5 }])).result, 'ok');
    const after = await readFile(pathOf('prices.xls'));
    assert.equal(after.toString('hex', 0, 8), 'd0cf11e0a1b11ae1', 'it is a compound file as before');
    const again = await open('prices.xls');
    const cells = again.sheets['sheet-0']!.cellData;
    assert.deepEqual([cells[1]?.[1]?.v, cells[2]?.[0]?.v, cells[1]?.[3]?.f], [5, '灯塔', '=B2*C2']);
    assert.deepEqual(
      Object.values(again.sheets).map(({ name }) => name),
      ['Prices', 'Notes'],
    );
    const { versions } = HistoryList.parse(await (await page.call('versions').then(() => again.call('versions'))).json());
    assert.deepEqual(
      versions.map(({ origin, size }) => [origin, size]),
      [
        ['saved', after.length],
        ['outside', before.length],
      ],
      'what was there before is in the history',
    );
  });

  test('that nothing is changed in is not written', async () => {
    await makeWorkbook(pathOf('same.xls'));
    const page = await open('same.xls');
    assert.equal((await save(page, [])).result, 'nochange');
  });

  test('as a template stays one', async () => {
    await makeWorkbook(pathOf('made.xls'));
    await convertWithLibreOffice(pathOf('made.xls'), 'xlt:MS Excel 97 Vorlage/Template', pathOf('made.xlt'));
    const page = await open('made.xlt');
    assert.equal((await save(page, [{ sheet: 1, row: 0, column: 0, value: 'Template' }])).result, 'ok');
    assert.equal((await open('made.xlt')).sheets['sheet-1']!.cellData[0]?.[0]?.v, 'Template');
  });

  test('that is damaged is read-only', async () => {
    await makeWorkbook(pathOf('whole.xls'));
    await writeFile(pathOf('cut.xls'), (await readFile(pathOf('whole.xls'))).subarray(0, 2048));
    const visitor = await visit(office, { SourceURI: 'oss://test/cut.xls', Permission: {} });
    const info = SessionInfo.parse(await (await visitor.call('session', { method: 'POST' })).json());
    assert.deepEqual([info.editable, info.readOnlyReason], [false, 'Format']);
    await visitor.outcome();
  });
});
