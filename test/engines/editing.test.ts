/** Editing in every engine, from the key pressed to the file. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { partOf } from '../setup/packages.js';
import { docx } from '../setup/documents.js';
import { waitFor, type EngineFrame } from '../setup/engines/engine.js';
import { inEveryEngine, waitForWords, type Bench } from './bench.js';

const waitForStatus = (frame: EngineFrame, status: string) =>
  waitFor(frame, `the save status ${status}`, () =>
    frame.evaluate((wanted) => document.querySelector(`.save-status.${wanted}`) !== null, status),
  );
const save = (bench: Bench) => bench.page.evaluate(async () => (await document.querySelector('imm-weboffice')!.save()).result);
/** What is not saved yet: where the machine takes its time, the page may have done it by itself. */
const saveAll = async (bench: Bench) => assert.match(await save(bench), /^(ok|nochange)$/);

inEveryEngine((bench) => {
  const pathOf = (name: string) => `${bench().storage.root}/test/${name}`;

  test('a text is typed into, saved by Ctrl+S and by the host page', async () => {
    await writeFile(pathOf('letter.txt'), 'Dear reader\n');
    await bench().open({ src: 'oss://test/letter.txt', mode: 'edit' });
    const frame = await bench().document();
    await waitForWords(frame, 'Dear reader');
    assert.equal(await save(bench()), 'nochange');
    await frame.click('.cm-line');
    await bench().page.press('End');
    await bench().page.type(', hello');
    await waitForWords(frame, 'Dear reader, hello');
    await bench().page.press('s', 'Control');
    await waitForStatus(frame, 'saved');
    assert.equal(await readFile(pathOf('letter.txt'), 'utf8'), 'Dear reader, hello\n');
    await bench().page.press('Enter');
    await bench().page.type('Goodbye');
    await waitForWords(frame, 'Goodbye');
    await saveAll(bench());
    assert.equal(await readFile(pathOf('letter.txt'), 'utf8'), 'Dear reader, hello\nGoodbye\n');
  });

  test('a table gets a row', async () => {
    await writeFile(pathOf('ids.csv'), '"id";name\r\n"007";Bond\r\n');
    await bench().open({ src: 'oss://test/ids.csv', mode: 'edit' });
    const frame = await bench().document();
    await waitForStatus(frame, 'saved');
    const waitForGrid = () =>
      waitFor(frame, 'the focus in the grid', () =>
        frame.evaluate(() => document.activeElement?.tagName !== 'INPUT' && document.activeElement !== document.body),
      );
    await frame.click('.sheet-view input');
    await bench().page.press('a', 'Control');
    await bench().page.type('a3');
    await bench().page.press('Enter');
    // The field has the name in capitals, and the grid the focus, when it has gone there.
    await waitFor(frame, 'the name of the cell', () =>
      frame.evaluate(() => document.querySelector<HTMLInputElement>('.sheet-view input')!.value === 'A3'),
    );
    await waitForGrid();
    await bench().page.type('008');
    await bench().page.press('Enter');
    await waitForStatus(frame, 'dirty');
    await saveAll(bench());
    assert.equal(await readFile(pathOf('ids.csv'), 'utf8'), '"id";name\r\n"007";Bond\r\n008\r\n');
  });

  test('a Word document gets a word', async () => {
    await writeFile(pathOf('note.docx'), docx(['The lighthouse']));
    await bench().open({ src: 'oss://test/note.docx', mode: 'edit' });
    const frame = await bench().document();
    await waitForWords(frame, 'The lighthouse');
    await frame.click('.layout-page p, .layout-page span');
    await waitFor(frame, 'the caret', () => frame.evaluate(() => document.querySelector('.ProseMirror-focused') !== null));
    await bench().page.type('storm');
    await waitForWords(frame, 'storm');
    await saveAll(bench());
    assert.match(partOf(await readFile(pathOf('note.docx')), 'word/document.xml'), /storm/);
  });

  test('letters typed into a Word document are unsaved at once, and in the file when the element is removed then', async () => {
    await writeFile(pathOf('removed.docx'), docx(['The lighthouse']));
    await bench().open({ src: 'oss://test/removed.docx', mode: 'edit' });
    const frame = await bench().document();
    await waitForWords(frame, 'The lighthouse');
    await frame.click('.layout-page p, .layout-page span');
    await waitFor(frame, 'the caret', () => frame.evaluate(() => document.querySelector('.ProseMirror-focused') !== null));
    await bench().page.type('storm');
    await waitFor(bench().page, 'unsaved', () => bench().page.evaluate(() => document.querySelector('imm-weboffice')!.unsaved));
    await bench().page.type('surge');
    await bench().page.evaluate(() => document.querySelector('imm-weboffice')!.remove());
    await waitFor(bench().page, 'the letters in the file', async () =>
      partOf(await readFile(pathOf('removed.docx')), 'word/document.xml').includes('stormsurge'),
    );
  });
});
