import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { convertWithLibreOffice } from '../setup/conversions.js';
import { encrypt } from '../setup/documents.js';
import { until } from '../setup/until.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { readPages, visit } from './visitor.js';

const Password = 'open sesame';
const PROTECTED = ['docx', 'xlsx', 'pptx', 'pdf'];
let storage: Storage;
let office: LocalWebOffice;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` });
  const test = `${storage.root}/test`;
  const plain = {
    docx: `${storage.root}/demo/annual-report.docx`,
    xlsx: `${storage.root}/demo/budget.xlsx`,
    pptx: `${storage.root}/demo/programme.pptx`,
  };
  for (const [extension, path] of Object.entries(plain)) {
    await writeFile(`${test}/secret.${extension}`, encrypt(await readFile(path), { password: Password }));
  }
  const filter = JSON.stringify({
    EncryptFile: { type: 'boolean', value: 'true' },
    DocumentOpenPassword: { type: 'string', value: Password },
  });
  await convertWithLibreOffice(plain.docx, `pdf:writer_pdf_Export:${filter}`, `${test}/secret.pdf`);
});
after(async () => {
  await office.close();
  await storage.remove();
});

const required = { state: 'failed', code: 'PasswordRequired' };
const wrong = { ...required, reason: 'WrongPassword' };
/** Everything below the cache folder that is a file. */
async function kept(): Promise<string[]> {
  const entries = await readdir(`${storage.root}/cache`, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !entry.parentPath.includes('profile-')).map(({ name }) => name);
}

for (const extension of PROTECTED) {
  describe(`a protected ${extension}`, () => {
    const SourceURI = `oss://test/secret.${extension}`;

    test('needs its password, and says so', async () => {
      assert.deepEqual(await (await visit(office, { SourceURI })).outcome(), required);
      assert.deepEqual(await (await visit(office, { SourceURI, Password: 'wrong' })).outcome(), wrong);
    });

    test('opens with it, and nothing of it is kept', async () => {
      const visitor = await visit(office, { SourceURI, Password });
      assert.deepEqual(await visitor.outcome(), { state: 'ready' });
      if (extension === 'xlsx') assert.match(await (await visitor.call('content')).text(), /"v":"Income"/);
      // A workbook too, for whom the grid does not do.
      await (await visitor.call('progress?as=pages')).text();
      const pages = Buffer.from(await (await visitor.call('content?as=pages')).arrayBuffer());
      assert.ok((await readPages(pages)).join('').length > 100, 'it can be read without a password');
      const part = await visitor.call('content?as=pages', { headers: { range: 'bytes=0-4' } });
      assert.deepEqual([part.status, await part.text()], [206, '%PDF-']);
      // A copy goes right after what was read from it has been told.
      await until(
        async () => (await kept()).length === 0,
        async () => `an empty cache: ${(await kept()).join(' ')}`,
      );
    });
  });
}

test('PreviewPages holds for protected documents too', async () => {
  for (const extension of ['docx', 'pdf']) {
    const visitor = await visit(office, { SourceURI: `oss://test/secret.${extension}`, Password, PreviewPages: 2 });
    assert.deepEqual(await visitor.outcome(), { state: 'ready', total: 7 });
    assert.equal((await readPages(await visitor.pdf())).length, 2);
  }
});

test('a page may be told the password, but not guess it', async () => {
  const visitor = await visit(office, { SourceURI: 'oss://test/secret.pdf' });
  assert.deepEqual(await visitor.outcome(), required);
  const guess = async (password: string) => {
    const response = await visitor.post('password', { password });
    return response.ok ? response.status : ((await response.json()) as { Code: string }).Code;
  };
  assert.equal(await guess('wrong'), 'WrongPassword');
  assert.equal(await guess(Password), 204);
  assert.deepEqual(await visitor.outcome(), { state: 'ready' });
  const many = await Promise.all(Array.from({ length: 6 }, (_, number) => guess(`guess ${number}`)));
  assert.equal(many.filter((code) => code === 'WrongPassword').length, 4, 'five in a minute, with the first');
  assert.equal(await guess(Password), 'Throttling');
  assert.equal((await visitor.post('password', { password: '' })).status, 400);
  assert.deepEqual(await visitor.outcome(), { state: 'ready' }, 'what was open stays open');
});

test('a workbook that everybody may read opens without', async () => {
  const budget = await readFile(`${storage.root}/demo/budget.xlsx`);
  await writeFile(`${storage.root}/test/everybody.xlsx`, encrypt(budget, { password: 'VelvetSweatshop' }));
  assert.deepEqual(await (await visit(office, { SourceURI: 'oss://test/everybody.xlsx' })).outcome(), { state: 'ready' });
});
