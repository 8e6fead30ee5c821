/** Tracked changes where the page's editor reads none: the form in which it gets them, and what is written of that. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { misplaced } from '../../local/src/server/ooxml/schema-order.js';
import { parseXml } from '../../local/src/server/ooxml/xml.js';
import { hidesSome } from '../../local/src/server/word/shown.js';
import { changesInLinks, trackedForFile, trackedForPage } from '../../local/src/server/word/tracked-content.js';

const document = (inside: string) =>
  `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${inside}</w:body></w:document>`;
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const gone = (text: string) => `<w:r><w:rPr><w:b/></w:rPr><w:delText>${text}</w:delText></w:r>`;
const p = (...inside: string[]) => `<w:p>${inside.join('')}</w:p>`;
const change = (kind: 'ins' | 'del', id: number, ...inside: string[]) =>
  `<w:${kind} w:id="${id}" w:author="Ann &amp; &quot;Bo&quot;" w:date="2024-01-01T00:00:00Z">${inside.join('')}</w:${kind}>`;
const link = (...inside: string[]) => `<w:hyperlink w:anchor="there">${inside.join('')}</w:hyperlink>`;
const control = (...inside: string[]) => `<w:sdt><w:sdtPr/><w:sdtContent>${inside.join('')}</w:sdtContent></w:sdt>`;

const cases: Record<string, string> = {
  'words inserted and deleted in a control': p(
    run('a'),
    control(run('b'), change('ins', 1, run('c')), change('del', 2, gone('d')), run('e')),
  ),
  'words inserted and deleted in a link': p(link(run('a'), change('ins', 1, run('b')), change('del', 2, gone('c')), run('d'))),
  'words inserted by one and deleted by another': p(change('ins', 1, change('del', 2, gone('a')))),
  'all three within each other': p(control(change('ins', 1, change('del', 2, gone('a'))))),
  'a control behind a link without content': p('<w:hyperlink w:anchor="there"/>', control(change('ins', 1, run('a')))),
  'a control within a control': p(control(control(change('ins', 1, run('a'))), change('del', 2, gone('b')))),
};

describe('the page is shown, and writes as it was', () => {
  for (const [what, inside] of Object.entries(cases)) {
    test(what, () => {
      const part = document(inside);
      const shown = trackedForPage(part);
      assert.ok(hidesSome(parseXml(part)), 'the editor would not read it');
      assert.ok(!hidesSome(parseXml(shown)), shown);
      assert.equal(trackedForFile(shown), part);
    });
  }
});

test('nothing of a change that holds more than words is given up: it stays as it is', () => {
  for (const inside of [
    p(link(change('ins', 1, run('a'), '<w:smartTag><w:r/></w:smartTag>'), change('ins', 2, change('del', 3, gone('b'))))),
    p(control(change('ins', 1, link(run('a'))))),
    p(control(change('del', 1, '<w:moveTo/>'))),
    `<w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="Ann"/></w:rPr></w:pPr>${run('a')}</w:p>`,
  ]) {
    assert.equal(trackedForPage(document(inside)), changesInLinks(document(inside)));
  }
});

test('a change of a control around paragraphs is read as it is', () => {
  const part = document(control(p(change('ins', 1, run('a')))));
  assert.equal(trackedForPage(part), part);
});

test('a link is in no change', () => {
  const part = document(p(change('ins', 1, run('a'), link(run('b'), run('c')), change('del', 2, link(gone('d'))), run('e'))));
  const changed = changesInLinks(part);
  assert.deepEqual(misplaced(parseXml(changed)), []);
  assert.equal(
    changed,
    document(
      p(
        change('ins', 1, run('a')),
        link(change('ins', 1, run('b'), run('c'))),
        link(change('ins', 1, change('del', 2, gone('d')))),
        change('ins', 1, run('e')),
      ),
    ),
  );
});

test('deleted words are written as such, but for those of a text box', () => {
  const box = '<w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent></w:drawing></w:r>';
  const written = trackedForFile(
    document(p(change('del', 1, '<w:r><w:tab/><w:t xml:space="preserve"> a</w:t></w:r>'), change('del', 2, box))),
  );
  assert.equal(
    written,
    document(p(change('del', 1, '<w:r><w:tab/><w:delText xml:space="preserve"> a</w:delText></w:r>'), change('del', 2, box))),
  );
});
