/** A conversion begins with the token, not with the page: it is under way while the browser loads. */
import assert from 'node:assert/strict';
import { chmod, readdir, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { docx } from '../setup/documents.js';
import { immClientFor, startOffice, temporaryStorage } from '../setup/offices.js';

test('the conversion of what will be shown as pages begins with its token; what will be edited has none', async () => {
  const storage = await temporaryStorage();
  const runs = join(storage.root, 'runs');
  const program = join(storage.root, 'soffice.sh');
  // Leaves a file for each run, and no PDF.
  await writeFile(program, `#!/bin/sh\nmkdir -p ${runs}\ntouch ${runs}/$$\n`);
  await chmod(program, 0o700);
  const office = await startOffice(storage, { cacheFolder: join(storage.root, 'cache'), soffice: program });
  try {
    for (const [name, readonly] of [
      ['edited.docx', false],
      ['read.docx', true],
    ] as const) {
      await writeFile(join(storage.root, 'test', name), docx([name]));
      await immClientFor(office).call('GenerateWebofficeToken', { SourceURI: `oss://test/${name}`, Permission: { Readonly: readonly } });
    }
    const started = () => readdir(runs).catch(() => []);
    while ((await started()).length === 0) await setTimeout(20);
    assert.equal((await started()).length, 1);
  } finally {
    await office.close();
    await storage.remove();
  }
});
