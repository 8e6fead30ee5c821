/** Every file name extension of the API page opens, and content counts for more than a name. */
import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { FORMATS, officeTypeOf } from '../../src/contract/formats.js';
import type { LocalWebOffice } from '../../src/local/index.js';
import { convertWithLibreOffice } from '../setup/conversions.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { readPages, visit } from './visitor.js';

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

for (const [type, extensions] of Object.entries(FORMATS)) {
  describe(`application ${type}`, { concurrency: 2 }, () => {
    for (const extension of extensions) {
      test(extension, async () => {
        const content = CONTENT[extension] ?? extension;
        const { outcome, visitor } = await open(content, extension);
        assert.deepEqual(outcome, { state: 'ready' });
        if (['txt', 'csv'].includes(extension)) assert.ok((await (await visitor.call('content')).text()).length > 0);
        else assert.ok((await readPages(await visitor.pdf())).join('').trim().length > 3, 'there is something on the pages');
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
        assert.equal(info.kind, 'pages');
        const pages = await readPages(await visitor.pdf());
        const type = officeTypeOf(`a.${content}`);
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
