/** A right that is taken away while somebody writes, in every engine: what was typed is in the file, and the document is open to read. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { waitFor } from '../setup/engines/engine.js';
import { inEveryEngine, waitForWords } from './bench.js';

inEveryEngine((bench) => {
  test('editing becomes reading at the next refresh', async () => {
    const path = `${bench().storage.root}/test/narrowed.txt`;
    await writeFile(path, 'before');
    await bench().open({ src: 'oss://test/narrowed.txt', mode: 'edit' });
    const editor = await bench().document();
    await waitForWords(editor, 'before');
    await editor.click('.cm-line');
    await bench().page.type('not ');
    await waitForWords(editor, 'not');
    bench().permission.readonly = true;
    await bench().page.evaluate(() => document.querySelector('imm-weboffice')!.refresh());
    const reading = await bench().document();
    await waitForWords(reading, 'before');
    await waitFor(reading, 'the end of editing', () => reading.evaluate(() => document.querySelector('.save-status') === null));
    assert.match(await readFile(path, 'utf8'), /not /);
    assert.deepEqual(await bench().told('imm-error'), []);
    assert.deepEqual(await bench().told('imm-state-change'), ['loading', 'ready', 'reconnecting', 'ready']);
  });
});
