/** Bold, italic, underlined and struck words lose and get their look by keys and buttons, whether it comes from a style or from the words: on screen, in the file, and when the document is opened again. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { setUpFixture } from '../setup/fixture.js';
import { openDocument, saveAll, waitForStatus } from '../setup/open-document.js';
import { partOf } from '../setup/packages.js';
import { wordBody } from '../setup/word-documents.js';
import { press, selectWords } from '../setup/word-page.js';

const fixture = setUpFixture({ permission: { readonly: false } });

const SPACE = 'http://schemas.openxmlformats.org';

interface Look {
  on: string;
  off: string;
  /** How it is painted: a property of CSS, and the values that mean that it is on. */
  painted: readonly [property: string, on: string];
  /** With Ctrl; without one there is a button only. */
  key?: 'b' | 'i' | 'u';
}
const LOOKS: Readonly<Record<string, Look>> = {
  bold: { on: '<w:b/>', off: '<w:b w:val="0"/>', painted: ['font-weight', '^(bold|[6-9]00)'], key: 'b' },
  italic: { on: '<w:i/>', off: '<w:i w:val="0"/>', painted: ['font-style', 'italic'], key: 'i' },
  underline: { on: '<w:u w:val="single"/>', off: '<w:u w:val="none"/>', painted: ['text-decoration-line', 'underline'], key: 'u' },
  strikethrough: { on: '<w:strike/>', off: '<w:strike w:val="0"/>', painted: ['text-decoration-line', 'line-through'] },
};
const NAMES = Object.keys(LOOKS);
/** Where the look of a word comes from. */
const ORIGINS = ['Paragraph', 'Letters', 'Direct', 'Both'] as const;

const rPr = (inside: string) => `<w:rPr>${inside}</w:rPr>`;
const style = (type: string, id: string, inside: string) =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${id}"/>${rPr(inside)}</w:style>`;
const styles = NAMES.map((name) => style('paragraph', `P${name}`, LOOKS[name]!.on) + style('character', `C${name}`, LOOKS[name]!.on));
const PARTS = {
  'word/styles.xml': `<w:styles xmlns:w="${SPACE}/wordprocessingml/2006/main">${styles.join('')}</w:styles>`,
  'word/_rels/document.xml.rels': `<Relationships xmlns="${SPACE}/package/2006/relationships"><Relationship Id="s1" Type="${SPACE}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
};
const wordOf = (origin: string, name: string) => `${origin}${name}`;
function paragraphOf(origin: (typeof ORIGINS)[number], name: string, word = wordOf(origin, name)): string {
  const paragraph = origin === 'Paragraph' || origin === 'Both' ? `<w:pPr><w:pStyle w:val="P${name}"/></w:pPr>` : '';
  const own = origin === 'Direct' || origin === 'Both' ? LOOKS[name]!.on : '';
  const look = origin === 'Letters' ? `<w:rStyle w:val="C${name}"/>` : own;
  return `<w:p>${paragraph}<w:r>${look && rPr(look)}<w:t>${word}</w:t></w:r></w:p>`;
}

async function open(name: string) {
  const opened = await openDocument(fixture.browser, fixture.host.url, `oss://test/${name}`, { permission: { readonly: false } });
  await waitForStatus(opened.frame, 'saved');
  return opened;
}
const bodyOf = async (name: string) => partOf(await readFile(fixture.pathOf(name)), 'word/document.xml');

/** As it is painted. Decorations are painted by elements around the words, too. */
const waitForLook = (frame: Frame, word: string, name: string, isOn: boolean) =>
  frame
    .waitForFunction(
      (text, property, on, wanted) => {
        const leaves = [...document.querySelectorAll<HTMLElement>('.layout-page-content *')];
        let each = leaves.find(({ childElementCount, textContent }) => childElementCount === 0 && textContent === text);
        if (!each) return false;
        let has = false;
        for (; each && !each.matches('.layout-page-content'); each = each.parentElement!)
          has ||= new RegExp(on).test(getComputedStyle(each).getPropertyValue(property));
        return has === wanted;
      },
      { polling: 100 },
      word,
      ...LOOKS[name]!.painted,
      isOn,
    )
    .catch((error: unknown) => {
      throw new Error(`“${word}” is not painted ${isOn ? 'with' : 'without'} ${name}`, { cause: error });
    });

type Toggle = (page: Page, frame: Frame, name: string) => Promise<void>;
const WAYS: Readonly<Record<'key' | 'button', Toggle>> = {
  key: (page, _, name) => press(page, 'Control', LOOKS[name]!.key!),
  button: (_, frame, name) => frame.click(`[data-testid=toolbar-${name}]`),
};

for (const [way, toggle] of Object.entries(WAYS)) {
  test(`goes off by ${way}`, { timeout: 400_000 }, async () => {
    const file = `off-${way}.docx`;
    const names = NAMES.filter((name) => way === 'button' || LOOKS[name]!.key);
    const cases = names.flatMap((name) => ORIGINS.map((origin) => ({ name, origin, word: wordOf(origin, name) })));
    await writeFile(fixture.pathOf(file), wordBody(cases.map(({ name, origin }) => paragraphOf(origin, name)).join(''), PARTS));
    const { page, frame } = await open(file);
    for (const { name, word } of cases) {
      await waitForLook(frame, word, name, true);
      await selectWords(frame, [word, 0], [word, word.length]);
      await toggle(page, frame, name);
      await waitForLook(frame, word, name, false);
    }
    await waitForStatus(frame, 'dirty');
    await saveAll(page);
    const paragraphs = (await bodyOf(file)).split('</w:p>');
    for (const [index, { name, origin, word }] of cases.entries()) {
      const { on, off } = LOOKS[name]!;
      assert.ok(!paragraphs[index]!.includes(on), `${word}: ${paragraphs[index]}`);
      assert.equal(paragraphs[index]!.includes(off), origin !== 'Direct', `${word}: ${paragraphs[index]}`);
    }
    await page.close();
    const again = await open(file);
    for (const { name, word } of cases) await waitForLook(again.frame, word, name, false);
    await again.page.close();
  });
}

test('goes on again, by undoing too, and off for a part of a run', { timeout: 300_000 }, async () => {
  const words = ['Twice', 'Undone', 'Parted'];
  const body = words.map((word) => NAMES.map((name) => paragraphOf('Direct', name, `${word}${name}`)).join('')).join('');
  await writeFile(fixture.pathOf('on.docx'), wordBody(body, PARTS));
  const { page, frame } = await open('on.docx');
  const keyed = NAMES.filter((name) => LOOKS[name]!.key);
  for (const name of keyed) {
    const [twice, undone, parted] = words.map((word) => `${word}${name}`) as [string, string, string];
    for (const [word, back] of [
      [twice, LOOKS[name]!.key!],
      [undone, 'z'],
    ] as const) {
      await selectWords(frame, [word, 0], [word, word.length]);
      await press(page, 'Control', LOOKS[name]!.key!);
      await waitForLook(frame, word, name, false);
      await press(page, 'Control', back);
      await waitForLook(frame, word, name, true);
    }
    await selectWords(frame, [parted, 0], [parted, 3]);
    await press(page, 'Control', LOOKS[name]!.key!);
    await waitForLook(frame, parted.slice(0, 3), name, false);
    await waitForLook(frame, parted.slice(3), name, true);
  }
  await waitForStatus(frame, 'dirty');
  await saveAll(page);
  const written = await bodyOf('on.docx');
  const runOf = (word: string) =>
    written.split('<w:r>').find((run) => run.includes(`>${word}<`)) ?? assert.fail(`no run “${word}”: ${written}`);
  for (const name of keyed) {
    const { on } = LOOKS[name]!;
    for (const word of [`Twice${name}`, `Undone${name}`, `ted${name}`]) assert.ok(runOf(word).includes(on), word);
    assert.ok(!runOf('Par').includes(on), 'Par');
  }
  await page.close();
});
