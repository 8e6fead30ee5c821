/** Changes of how text looks while changes are tracked: the run says how it has looked before, and every tracked change has a number of its own. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mergeXml } from '../../local/src/server/ooxml/merge-xml.js';
import { misplaced } from '../../local/src/server/ooxml/schema-order.js';
import { parseXml } from '../../local/src/server/ooxml/xml.js';
import { numberRevisions, revisionsIn } from '../../local/src/server/word/revisions.js';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const body = (...inside: string[]) => `<w:document ${W}><w:body><w:p>${inside.join('')}</w:p></w:body></w:document>`;
const run = (properties: string, text: string) => `<w:r>${properties}<w:t>${text}</w:t></w:r>`;
const look = (...inside: string[]) => `<w:rPr>${inside.join('')}</w:rPr>`;
const ANN = { author: 'Ann', date: '2026-01-02T03:04:05Z' };
const was = (properties: string, author = 'Ann') =>
  `<w:rPrChange w:id="0" w:author="${author}" w:date="2026-01-02T03:04:05Z">${properties}</w:rPrChange>`;
const ins = (author: string, inside: string) => `<w:ins w:id="5" w:author="${author}">${inside}</w:ins>`;
const [BOLD, ITALIC, LANG, OFF] = ['<w:b/>', '<w:i/>', '<w:lang w:val="de-DE"/>', '<w:i w:val="0"/>'];

type Case = [what: string, own: string, before: string, after: string, expected: string];
const cases: Case[] = [
  ['text without a look', run('', 'one'), run('', 'one'), run(look(BOLD), 'one'), run(look(BOLD, was(look())), 'one')],
  [
    'text whose look the editor has no idea of',
    run(look(OFF, LANG), 'one'),
    run('', 'one'),
    run(look(BOLD), 'one'),
    run(look(BOLD, OFF, LANG, was(look(OFF, LANG))), 'one'),
  ],
  [
    'a part of a run',
    run(look(LANG), 'one two'),
    run('', 'one two'),
    run('', 'one ') + run(look(BOLD), 'two'),
    run(look(LANG), 'one ') + run(look(BOLD, LANG, was(look(LANG))), 'two'),
  ],
  ['bold taken away', run(look(BOLD), 'one'), run(look(BOLD), 'one'), run('', 'one'), run(look(was(look(BOLD))), 'one')],
  [
    'bold taken away between words without it, with which the editor joins them',
    run('', 'one ') + run(look(BOLD), 'two') + run('', ' three'),
    run('', 'one ') + run(look(BOLD), 'two') + run('', ' three'),
    run('', 'one two three'),
    run('', 'one ') + run(look(was(look(BOLD))), 'two') + run('', ' three'),
  ],
  [
    'a second change: the first old look counts',
    run(look(BOLD, was(look(), 'Bob')), 'one'),
    run(look(BOLD), 'one'),
    run(look(BOLD, ITALIC), 'one'),
    run(look(BOLD, ITALIC, was(look(), 'Bob')), 'one'),
  ],
  ['a change that is taken back', run(look(BOLD, was(look())), 'one'), run(look(BOLD), 'one'), run('', 'one'), run('', 'one')],
  [
    'a part of a run with an old look',
    run(look(BOLD, was(look(), 'Bob')), 'one two'),
    run(look(BOLD), 'one two'),
    run(look(BOLD), 'one ') + run(look(BOLD, ITALIC), 'two'),
    run(look(BOLD, was(look(), 'Bob')), 'one ') + run(look(BOLD, ITALIC, was(look(), 'Bob')), 'two'),
  ],
  [
    'what the reviewer has inserted',
    ins('Ann', run('', 'one')),
    ins('Ann', run('', 'one')),
    ins('Ann', run(look(BOLD), 'one')),
    ins('Ann', run(look(BOLD), 'one')),
  ],
  [
    'what somebody else has inserted',
    ins('Bob', run('', 'one')),
    ins('Bob', run('', 'one')),
    ins('Bob', run(look(BOLD), 'one')),
    ins('Bob', run(look(BOLD, was(look())), 'one')),
  ],
];
describe('tracked formatting of', () => {
  for (const [what, own, before, after, expected] of cases) {
    test(what, () => {
      const merged = mergeXml(body(own), body(before), body(after), ANN);
      const plain = (text: string) => text.replaceAll(' xml:space="preserve"', '').replace('<w:rPr></w:rPr><w:t', '<w:t');
      assert.equal(plain(merged), plain(body(expected)));
      assert.deepEqual(misplaced(parseXml(merged)), []);
    });
  }

  test('is none where changes are not tracked', () => {
    assert.doesNotMatch(mergeXml(body(run('', 'one')), body(run('', 'one')), body(run(look(BOLD), 'one'))), /rPrChange/);
  });
});

test('every tracked change has a number of its own, that no other part has, and that fits', () => {
  const del = (id: number | string) => `<w:del w:id="${id}" w:author="Ann"><w:r><w:delText>x</w:delText></w:r></w:del>`;
  const mark = (id: number) => `<w:bookmarkStart w:id="${id}" w:name="b"/><w:bookmarkEnd w:id="${id}"/>`;
  const paragraph = `<w:pPr><w:rPr><w:ins w:id="3" w:author="Ann"/></w:rPr><w:pPrChange w:id="1764263616000" w:author="Ann"><w:pPr/></w:pPrChange></w:pPr>`;
  const part = body(paragraph, del(3), del(3), mark(3), del('1764263616000'), del(8), run(look(BOLD, was(look())), 'y'));
  const numbered = numberRevisions(part, [8]);
  const ids = revisionsIn(numbered);
  assert.equal(ids.length, 7);
  assert.equal(new Set([...ids, 8]).size, 8);
  assert.ok(ids.every((id) => id < 2 ** 31));
  assert.ok(numbered.includes(mark(3)), 'bookmarks keep the numbers that tell which end belongs to which start');
});
