/** What an editor changed goes into the original: whatever it has no idea of stays, to the byte. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeNamed } from '../../local/src/server/ooxml/merge-named.js';
import { mergeXml } from '../../local/src/server/ooxml/merge-xml.js';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const body = (inside: string, more = '') => `<?xml version="1.0"?>\n<w:document ${W}${more}><w:body>${inside}</w:body></w:document>`;
const run = (text: string, look = '') => `<w:r>${look}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (...inside: string[]) => `<w:p>${inside.join('')}</w:p>`;
/** As the editor writes it: with names of its own for paragraphs, without what it has no idea of. */
const ownP = (...inside: string[]) => `<w:p w14:paraId="${(name++).toString(16).padStart(8, '0')}">${inside.join('')}</w:p>`;
let name = 1;
const OFFICE = ' xmlns:w14="urn:office-w14" xmlns:mc="urn:mc" mc:Ignorable="w14"';

type Blocks = [original: string[], untouched: string[], edited: string[], expected: string[]];
const object = '<w:r><w:object><o:OLEObject xmlns:o="urn:o"/></w:object></w:r>';
const bold = '<w:rPr><w:b/></w:rPr>';
/** A look that somebody has changed with changes tracked. */
const tracked = (look = '<w:rPr></w:rPr>') => look.replace('</w:rPr>', '<w:rPrChange w:id="1" w:author="A"><w:rPr/></w:rPrChange></w:rPr>');
const cases: Record<string, Blocks> = {
  'nothing changed': [
    [`<w:p w:rsidR="1">${run('a')}<w:proofErr w:type="x"/></w:p>`],
    [ownP(run('a'))],
    [ownP(run('a'))],
    [`<w:p w:rsidR="1">${run('a')}<w:proofErr w:type="x"/></w:p>`],
  ],
  'a word in a row whose properties are empty, and unknown to the editor': [
    [`<w:tbl><w:tr><w:trPr></w:trPr><w:tc><w:tcPr></w:tcPr>${p(run('a'))}</w:tc></w:tr></w:tbl>`],
    [`<w:tbl><w:tr><w:tc>${ownP(run('a'))}</w:tc></w:tr></w:tbl>`],
    [`<w:tbl><w:tr><w:tc>${ownP(run('b'))}</w:tc></w:tr></w:tbl>`],
    [`<w:tbl><w:tr><w:trPr></w:trPr><w:tc><w:tcPr></w:tcPr>${p(run('b'))}</w:tc></w:tr></w:tbl>`],
  ],
  'a word among runs the editor joins, with an object between': [
    [p(run('one '), object, run('two')), p(run('next'))],
    [ownP(run('one '), '<w:r></w:r>', run('two')), ownP(run('next'))],
    [ownP(run('one and two')), ownP(run('next'))],
    [p(run('one and '), object, run('two')), p(run('next'))],
  ],
  'a word beside a smart tag whose words the editor drops': [
    [p(run('to '), `<w:smartTag w:element="place">${run('Paris')}</w:smartTag>`, run(' now'))],
    [ownP(run('to  now'))],
    [ownP(run('to  soon'))],
    [p(run('to '), `<w:smartTag w:element="place">${run('Paris')}</w:smartTag>`, run(' soon'))],
  ],
  'a word of a look of its own, replaced by one with the same end': [
    [p(run('The wind: '), object, run('North', bold), run(' now'))],
    [ownP(run('The wind: '), '<w:r></w:r>', run('North', bold), run(' now'))],
    [ownP(run('The wind: '), '<w:r></w:r>', run('South', bold), run(' now'))],
    [p(run('The wind: '), object, run('South', bold), run(' now'))],
  ],
  'the words of a link and of a control, at their beginning and end': [
    [
      p(
        run('a'),
        `<w:hyperlink w:anchor="x">${run('b')}</w:hyperlink>`,
        object,
        `<w:sdt><w:sdtContent>${run('c')}</w:sdtContent></w:sdt>`,
        run('d'),
      ),
    ],
    [
      ownP(
        run('a'),
        `<w:hyperlink w:anchor="x">${run('b')}</w:hyperlink>`,
        `<w:sdt><w:sdtContent>${run('c')}</w:sdtContent></w:sdt>`,
        run('d'),
      ),
    ],
    [
      ownP(
        run('a'),
        `<w:hyperlink w:anchor="x">${run('1b')}</w:hyperlink>`,
        `<w:sdt><w:sdtContent>${run('2c3')}</w:sdtContent></w:sdt>`,
        run('4d'),
      ),
    ],
    [
      p(
        run('a'),
        `<w:hyperlink w:anchor="x">${run('1b')}</w:hyperlink>`,
        object,
        `<w:sdt><w:sdtContent>${run('2c3')}</w:sdtContent></w:sdt>`,
        run('4d'),
      ),
    ],
  ],
  'a look, in a paragraph with an object': [
    [p(run('one'), object)],
    [ownP(run('one'), '<w:r></w:r>')],
    [ownP(run('one', bold))],
    [p(run('one', bold), object)],
  ],
  'a word beside tracked changes of looks, which the editor drops from what it writes anew': [
    [p(run('one '), run('two ', tracked(bold)), run('three', tracked()))],
    [ownP(run('one '), run('two ', tracked(bold)), run('three', tracked()))],
    [ownP(run('some '), run('two ', bold), run('three'))],
    [p(run('some '), run('two ', tracked(bold)), run('three', tracked()))],
  ],
  'a look the editor has dropped, and has written anew': [
    [p(run('one', '<w:rPr></w:rPr>'))],
    [ownP(run('one'))],
    [ownP(run('two', bold))],
    [p(run('two', bold))],
  ],
  'a paragraph in two; both have its properties': [
    [p('<w:pPr><w:framePr w:w="1"/><w:jc w:val="end"/></w:pPr>', run('one two'))],
    [ownP('<w:pPr><w:jc w:val="end"/></w:pPr>', run('one two'))],
    [ownP('<w:pPr><w:jc w:val="end"/></w:pPr>', run('one ')), '<w:p><w:pPr><w:jc w:val="end"/></w:pPr><w:r><w:t>two</w:t></w:r></w:p>'],
    [
      p('<w:pPr><w:framePr w:w="1"/><w:jc w:val="end"/></w:pPr>', run('one ')),
      '<w:p><w:pPr><w:framePr w:w="1"/><w:jc w:val="end"/></w:pPr><w:r><w:t>two</w:t></w:r></w:p>',
    ],
  ],
  'a paragraph gone; what stands between paragraphs stays': [
    [p(run('one')), '<w:bookmarkEnd w:id="1"/>', p(run('two')), '<w:altChunk r:id="a"/>', p(run('three'))],
    [ownP(run('one')), ownP(run('two')), ownP(run('three'))],
    [ownP(run('one')), ownP(run('three'))],
    [p(run('one')), '<w:bookmarkEnd w:id="1"/>', '<w:altChunk r:id="a"/>', p(run('three'))],
  ],
  'a paragraph with a box the editor does not show, behind what it drops': [
    [
      '<w:bookmarkStart w:id="1"/>',
      '<w:bookmarkEnd w:id="1"/>',
      p(`<w:r><w:pict>${p(run('box'))}</w:pict></w:r>`, run('one')),
      p(run('two')),
    ],
    [ownP('<w:r></w:r>', run('one')), ownP(run('two'))],
    [ownP(run('none')), ownP(run('two'))],
    [
      '<w:bookmarkStart w:id="1"/>',
      '<w:bookmarkEnd w:id="1"/>',
      p(`<w:r><w:pict>${p(run('box'))}</w:pict></w:r>`, run('none')),
      p(run('two')),
    ],
  ],
  'one cell of a table': [
    [`<w:tbl><w:tblPr><w:tblW w:w="0"/></w:tblPr><w:tr w:rsidR="1"><w:tc>${p(run('a'))}</w:tc><w:tc>${p(run('b'))}</w:tc></w:tr></w:tbl>`],
    [`<w:tbl><w:tr><w:tc>${p(run('a'))}</w:tc><w:tc>${p(run('b'))}</w:tc></w:tr></w:tbl>`],
    [`<w:tbl><w:tr><w:tc>${p(run('a'))}</w:tc><w:tc>${p(run('c'))}</w:tc></w:tr></w:tbl>`],
    [`<w:tbl><w:tblPr><w:tblW w:w="0"/></w:tblPr><w:tr w:rsidR="1"><w:tc>${p(run('a'))}</w:tc><w:tc>${p(run('c'))}</w:tc></w:tr></w:tbl>`],
  ],
  'words in an empty paragraph': [
    ['<w:p w:rsidR="1"/>', '<w:sectPr w:rsidR="1"><w:cols w:space="1"/></w:sectPr>'],
    [ownP(), '<w:sectPr/>'],
    [ownP('<w:r><w:t>new</w:t></w:r>'), '<w:sectPr/>'],
    ['<w:p w:rsidR="1"><w:r><w:t>new</w:t></w:r></w:p>', '<w:sectPr w:rsidR="1"><w:cols w:space="1"/></w:sectPr>'],
  ],
  'signs that XML has a meaning for': [
    [p(run('a'), run('b'))],
    [ownP(run('ab'))],
    [ownP(run('a&lt;&amp;b'))],
    [p(run('a&lt;&amp;'), run('b'))],
  ],
};
for (const [what, [original, untouched, edited, expected]] of Object.entries(cases)) {
  test(what, () => {
    const merged = mergeXml(body(original.join('')), body(untouched.join(''), OFFICE), body(edited.join(''), OFFICE));
    assert.equal(merged, body(expected.join('')));
  });
}

test('a new paragraph brings its namespaces, under other names where the original has those for something else', () => {
  const fresh = ownP(run('new'));
  const before = body(p(run('one')), ' xmlns:w14="urn:draft"');
  const merged = mergeXml(before, body(p(run('one')), OFFICE), body(p(run('one')) + fresh, OFFICE));
  assert.match(
    merged,
    /<w:document [^>]*mc:Ignorable="w14-office"[^>]*xmlns:w14-office="urn:office-w14"|xmlns:w14-office="urn:office-w14"[^>]*mc:Ignorable="w14-office"/,
  );
  assert.match(merged, /<w:p w14-office:paraId="/);
  assert.match(merged, /xmlns:w14="urn:draft"/);
});

test('a long document, changed at many places', () => {
  const lines = Array.from({ length: 3000 }, (_, line) => `line ${line % 7} ${line}`);
  const changed = lines.map((line, index) => (index % 100 === 50 ? `${line}!` : line)).filter((_, index) => index % 500 !== 3);
  const blocks = (all: string[], make: typeof p) => body(all.map((line) => make(run(line))).join(''));
  assert.equal(mergeXml(blocks(lines, p), blocks(lines, p), blocks(changed, p)), blocks(changed, p));
});

test('a list of relationships gets what is new or needed, and loses what is gone', () => {
  const list = (...ids: string[]) =>
    `<Relationships>${ids.map((id) => `<Relationship Id="${id}" Target="${id}.xml"/>`).join('')}</Relationships>`;
  const needed = (id: string) => id === 'needed';
  const merge = (own: string, before: string, after: string) =>
    mergeNamed(own, before, after, ({ attributes }) => needed(attributes.Id ?? ''));
  assert.equal(
    merge(list('a', 'b', 'x'), list('a', 'b', 'idle', 'needed'), list('a', 'idle', 'needed', 'new')),
    list('a', 'x', 'needed', 'new'),
  );
  assert.throws(() => merge('<R><Relationship Id="n" Target="other"/></R>', list(), list('n')), SyntaxError);
});
