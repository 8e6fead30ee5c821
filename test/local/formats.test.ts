/** Every file name extension of the API page opens, and content counts for more than a name. */
import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { FORMATS, officeTypeOf } from '../../src/contract/formats.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { convertWithLibreOffice } from '../setup/conversions.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { readPages, visit, type Visitor } from './visitor.js';

/** The format of Microsoft's that has another extension's content. */
const CONTENT: Readonly<Record<string, string>> = {
  ...{ dot: 'doc', wps: 'doc', wpt: 'docx', dotx: 'docx', docm: 'docx', dotm: 'docx' },
  ...{ et: 'xls', xlt: 'xls', xlsm: 'xlsx', xltx: 'xlsx', xltm: 'xlsx' },
  ...{ pps: 'ppt', dps: 'ppt', dpt: 'pptx', pptm: 'pptx', ppsx: 'pptx', ppsm: 'pptx', potx: 'pptx', potm: 'pptx' },
};
const WORDS = { w: '湖边的灯塔', s: 'Weekday', p: 'WinterNights' };
let storage: Storage;
let office: LocalWebOffice;
/** Path of a document with the content of a format. */
const sample = (format: string) => `${storage.root}/test/sample.${format}`;

before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` });
  const { root } = storage;
  await copyFile(`${root}/test/chinese.docx`, sample('docx'));
  await copyFile(`${root}/demo/programme.pptx`, sample('pptx'));
  await copyFile(`${root}/demo/opening-hours.csv`, sample('csv'));
  await copyFile(`${root}/demo/visitor-notes.txt`, sample('txt'));
  await copyFile(`${root}/demo/field-guide.pdf`, sample('pdf'));
  for (const [from, to] of [
    ['docx', 'doc'],
    ['docx', 'rtf'],
    ['csv', 'xlsx'],
    ['xlsx', 'xls'],
    ['pptx', 'ppt'],
  ] as const) {
    await convertWithLibreOffice(sample(from), to, sample(to));
  }
});
after(async () => {
  await office.close();
  await storage.remove();
});

async function open(content: string, extension: string) {
  const uri = `oss://test/${content}-as.${extension}`;
  await copyFile(sample(content), `${storage.root}/test/${content}-as.${extension}`);
  const visitor = await visit(office, { SourceURI: uri });
  const outcome = await visitor.outcome();
  return { outcome, visitor };
}

/** The PDF, of workbooks too. */
async function pagesOf({ call }: Visitor): Promise<Buffer> {
  await (await call('progress?as=pages')).text();
  return Buffer.from(await (await call('content?as=pages')).arrayBuffer());
}

/** What stands in the cells of a workbook's grid. */
async function cellsOf({ call }: Visitor): Promise<string[]> {
  const { sheets } = (await (await call('content')).json()) as {
    sheets: Record<string, { cellData: Record<string, Record<string, { v?: string | number }>> }>;
  };
  return Object.values(sheets).flatMap(({ cellData }) =>
    Object.values(cellData).flatMap((row) => Object.values(row).map(({ v }) => String(v ?? ''))),
  );
}

for (const [type, extensions] of Object.entries(FORMATS)) {
  describe(`application ${type}`, { concurrency: 2 }, () => {
    for (const extension of extensions) {
      test(extension, async () => {
        const content = CONTENT[extension] ?? extension;
        const { outcome, visitor } = await open(content, extension);
        assert.deepEqual(outcome, { state: 'ready' });
        if (['txt', 'csv'].includes(extension)) assert.ok((await (await visitor.call('content')).text()).length > 0);
        else assert.ok((await readPages(await pagesOf(visitor))).join('').trim().length > 3, 'there is something on the pages');
        if (type === 's' && extension !== 'csv') assert.ok((await cellsOf(visitor)).length > 3, 'there is something in the grid');
      });
    }
  });
}

describe('content counts for more than a name', { concurrency: 2 }, () => {
  for (const content of ['doc', 'rtf', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf'] as const) {
    for (const extension of ['docx', 'et', 'txt', 'pdf'].filter((each) => each !== content && !(each === 'txt' && content === 'rtf'))) {
      test(`${content} named .${extension}`, async () => {
        const { outcome, visitor } = await open(content, extension);
        assert.deepEqual(outcome, { state: 'ready' });
        const info = (await (await visitor.call('session', { method: 'POST' })).json()) as { kind: string };
        const type = officeTypeOf(`a.${content}`);
        assert.equal(info.kind, type === 's' ? 'sheet' : 'pages');
        const pages = type === 's' ? await cellsOf(visitor) : await readPages(await visitor.pdf());
        const words = type === 'f' ? 'Betelgeuse' : WORDS[type!];
        assert.ok(pages.join('').replace(/\s/g, '').includes(words), pages.join('').slice(0, 200));
      });
    }
  }
});

test('what only claims to be a document is said to be broken', async () => {
  for (const [content, extension] of [
    ['csv', 'docx'],
    ['txt', 'pdf'],
  ] as const) {
    assert.deepEqual((await open(content, extension)).outcome, { state: 'failed', code: 'DocumentBroken' });
  }
});
