/** A conversion begins with the token, not with the page: it is under way while the browser loads. */
import assert from 'node:assert/strict';
import { chmod, copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { convertWithLibreOffice } from '../setup/conversions.js';
import { docx } from '../setup/documents.js';
import { immClientFor, startOffice, temporaryStorage } from '../setup/offices.js';
import { until } from '../setup/until.js';

/** ms; conditions are waited for */
const LIMIT = 60_000;

test('conversions begin with the token, for readers and for those who edit; what needs none has none', async () => {
  const storage = await temporaryStorage();
  const log = join(storage.root, 'runs');
  const program = join(storage.root, 'soffice.sh');
  // Writes down what each run makes of which format, and makes nothing.
  await writeFile(
    program,
    `#!/bin/sh\nfor a; do [ "$p" = --convert-to ] && to="$a"; p="$a"; done; echo "\${p##*.} \${to%%:*}" >> ${log}\n`,
  );
  await chmod(program, 0o700);
  const bucket = (name: string) => join(storage.root, 'test', name);
  await writeFile(bucket('a.docx'), docx(['a']));
  await copyFile(fileURLToPath(new URL('../../demo/storage/demo/programme.pptx', import.meta.url)), bucket('a.pptx'));
  await copyFile(fileURLToPath(new URL('../../demo/storage/demo/budget.xlsx', import.meta.url)), bucket('a.xlsx'));
  for (const [from, to] of [
    ['a.docx', 'doc'],
    ['a.xlsx', 'xls'],
  ] as const) {
    await convertWithLibreOffice(bucket(from), to, bucket(`a.${to}`));
  }
  const office = await startOffice(storage, { cacheFolder: join(storage.root, 'cache'), soffice: program, prestart: 'never' });
  const generate = (name: string, permission: { Readonly: boolean }, more = {}) =>
    immClientFor(office).call('GenerateWebofficeToken', { SourceURI: `oss://test/${name}`, Permission: permission, ...more });
  const runs = async () => (await readFile(log, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  try {
    const expected: string[] = [];
    for (const [name, readonly, run] of [
      ['a.docx', false, undefined],
      ['a.xlsx', true, undefined],
      ['a.docx', true, 'docx pdf'],
      ['a.pptx', false, 'pptx pdf'],
      ['a.doc', true, 'doc pdf'],
      ['a.doc', false, 'doc docx'],
      ['a.xls', true, 'xls xlsx'],
      ['a.xls', false, 'xls xlsx'],
    ] as const) {
      await generate(name, { Readonly: readonly });
      if (!run) continue;
      expected.push(run);
      const times = (all: string[]) => all.filter((each) => each === run).length;
      // Those that are refused go on to other formats: an editor that gets nothing leaves the document to readers.
      await until(
        async () => times(await runs()) >= times(expected),
        async () => `${run}, and there was: ${(await runs()).join(', ')}`,
        LIMIT,
      );
    }
    const all = await runs();
    assert.ok(!all.includes('docx docx') && !all.some((run) => run.startsWith('xlsx ')), all.join(', '));
    assert.equal(all.filter((run) => run === 'docx pdf').length, 1);
  } finally {
    await office.close();
    await storage.remove();
  }
});
