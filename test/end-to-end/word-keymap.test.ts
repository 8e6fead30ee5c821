/** The keymap of the Word editor: at a caret no key destroys more than stands beside it, every change can be undone, and what is saved is what is on screen. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { KeyInput } from 'puppeteer-core';
import { setUpFixture } from '../setup/fixture.js';
import { openDocument, saveAll, waitForStatus } from '../setup/open-document.js';
import { PAGE_BREAK, PICTURE, TABLE, withPicture } from '../setup/word-documents.js';
import { press, selectWords, type Spot } from '../setup/word-page.js';
import { readState } from '../setup/word-state.js';

const fixture = setUpFixture({ permission: { readonly: false } });

const p = (...inside: string[]) => `<w:p>${inside.join('')}</w:p>`;
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const control = (id: number, inside: string) =>
  `<w:sdt><w:sdtPr><w:id w:val="${id}"/></w:sdtPr><w:sdtContent>${inside}</w:sdtContent></w:sdt>`;
const BODY = [
  p(run('Alpha one two')),
  p(run('before'), PICTURE, run('after')),
  p(run('above')),
  TABLE,
  p(run('below')),
  p(run('ends')),
  PAGE_BREAK,
  p(run('starts')),
  p(run('left '), control(7, run('of control words')), run(' right')),
  p(run('over')),
  control(8, p(run('held'))),
  p(run('under')),
  p(run('tab'), '<w:r><w:tab/></w:r>', run('bed'), '<w:r><w:br/></w:r>', run('broken')),
  p(run('Omega')),
].join('');

const CARETS: readonly Spot[] = [
  ...([
    ['Alpha one two', 0],
    ['Alpha one two', 6],
    ['before', 6],
    ['after', 0],
    ['above', 5],
    ['Wind', 0],
    ['North', 5],
    ['below', 0],
  ] as const),
  ...([
    ['ends', 4],
    ['starts', 0],
    ['left ', 5],
    ['of control words', 3],
    [' right', 0],
    ['over', 4],
    ['held', 0],
    ['held', 4],
  ] as const),
  ...([
    ['under', 0],
    ['tab', 3],
    ['bed', 0],
    ['broken', 0],
    ['Omega', 5],
  ] as const),
];
const DELETING: readonly KeyInput[][] = [['Backspace'], ['Delete'], ['Shift', 'Backspace'], ['Alt', 'Delete'], ['Meta', 'Backspace']];
const BY_WORD: readonly KeyInput[][] = [
  ['Control', 'Backspace'],
  ['Control', 'Delete'],
];
const OTHERS: readonly KeyInput[][] = [
  ...([
    ['Enter'],
    ['Shift', 'Enter'],
    ['Control', 'Enter'],
    ['Escape'],
    ['Tab'],
    ['Shift', 'Tab'],
    ['Alt', 'ArrowUp'],
    ['Alt', 'ArrowDown'],
  ] as KeyInput[][]),
  ...([
    ['Control', 'Alt', 'ArrowLeft'],
    ['Control', 'd'],
    ['Control', 'Shift', 'k'],
    ['Control', 'Shift', 'd'],
    ['Control', ']'],
  ] as KeyInput[][]),
];

/** What one has and the other has not, however often. */
function without(one: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const thing of other) left.set(thing, (left.get(thing) ?? 0) + 1);
  return one.filter((thing) => {
    const count = left.get(thing) ?? 0;
    left.set(thing, count - 1);
    return count <= 0;
  });
}

const isLetter = (thing: string) => [...thing].length === 1;

async function open() {
  const opened = await openDocument(fixture.browser, fixture.host.url, 'oss://test/keymap.docx', { permission: { readonly: false } });
  await waitForStatus(opened.frame, 'saved');
  return opened;
}

test('no key at a caret destroys more than it should, and undo brings it back', { timeout: 600_000 }, async () => {
  await writeFile(fixture.pathOf('keymap.docx'), withPicture(BODY));
  const { page, frame } = await open();
  const start = await readState(frame);
  const kinds = [
    { keys: DELETING, isRight: (lost: string[]) => lost.length <= 1 && lost[0] !== '<table>' && lost[0] !== '<sdt>' },
    { keys: BY_WORD, isRight: (lost: string[]) => lost.length <= 1 || lost.every(isLetter) },
    { keys: OTHERS, isRight: (lost: string[]) => lost.length === 0 },
  ];
  for (const caret of CARETS) {
    for (const { keys, isRight } of kinds) {
      for (const key of keys) {
        await selectWords(frame, caret);
        await press(page, ...key);
        let now = await readState(frame);
        if (now.key === start.key) continue;
        const what = `${key.join('+')} at ${caret.join(', ')}`;
        const lost = without(start.things, now.things);
        assert.ok(isRight(lost), `${what} destroys ${lost.join(' ')}`);
        for (let left = 3; left > 0 && now.key !== start.key; left--) {
          await press(page, 'Control', 'z');
          now = await readState(frame);
        }
        assert.equal(now.key, start.key, `${what}, undone`);
      }
    }
  }
  await page.close();
});

test('what is left after the keys is what is saved', { timeout: 240_000 }, async () => {
  await writeFile(fixture.pathOf('keymap.docx'), withPicture(BODY));
  const { page, frame } = await open();
  const made = await readState(frame);
  const strokes: readonly [Spot, KeyInput[]][] = [
    [
      ['Alpha one two', 6],
      ['Shift', 'Enter'],
    ],
    [
      ['before', 3],
      ['Control', 'Backspace'],
    ],
    [['after', 0], ['Backspace']],
    [['Wind', 2], ['Enter']],
    [['North', 5], ['Tab']],
    [['ends', 4], ['Delete']],
    [['left ', 5], ['Delete']],
    [['over', 2], ['Tab']],
    [
      ['held', 2],
      ['Shift', 'Enter'],
    ],
    [['bed', 0], ['Backspace']],
    [['Omega', 0], ['Backspace']],
  ];
  for (const [spot, keys] of strokes) {
    await selectWords(frame, spot);
    await press(page, ...keys);
  }
  const left = await readState(frame);
  assert.equal(without(left.things, made.things).filter((thing) => thing === 'hardBreak').length, 2, 'Shift+Enter breaks the line');
  await saveAll(page);
  await page.close();
  const again = await open();
  assert.deepEqual((await readState(again.frame)).things, left.things);
  await again.page.close();
});
