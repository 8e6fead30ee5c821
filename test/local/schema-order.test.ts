/** What is written of a paragraph that was changed stands in the order of the schema, and keeps every property nobody has changed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mergeXml } from '../../local/src/server/ooxml/merge-xml.js';
import { misplaced } from '../../local/src/server/ooxml/schema-order.js';
import { parseXml } from '../../local/src/server/ooxml/xml.js';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="urn:w14"';
const body = (inside: string) => `<w:document ${W}><w:body>${inside}</w:body></w:document>`;
const look = (...inside: string[]) => `<w:rPr>${inside.join('')}</w:rPr>`;
const run = (properties: string, text: string, more = '') => `<w:r>${properties}${more}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (...inside: string[]) => `<w:p>${inside.join('')}</w:p>`;

const FACES = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:hint="cs"/>';
const STYLED = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="SimSun"/>';
const SIZES = '<w:sz w:val="22"/><w:szCs w:val="22"/>';
const BREAK = '<w:lastRenderedPageBreak/>';
/** The editor writes the hint before the properties, and the properties with all that comes from styles. */
const written = (text: string, ...properties: string[]) => `<w:r>${BREAK}${look(STYLED, ...properties, SIZES)}<w:t>${text}</w:t></w:r>`;

type Change = [what: string, original: string, untouched: string, edited: string, expected: string];
const original = p(run(look(FACES, '<w:b/>'), 'Delta', BREAK), run(look(FACES, '<w:b/>'), ' two'));
const untouched = p(written('Delta', '<w:b/>'), written(' two', '<w:b/>').replace(BREAK, ''));
const changes: Change[] = [
  [
    'a letter at the start, where the editor joins the runs',
    original,
    untouched,
    p(written('xDelta two', '<w:b/>')),
    p(run(look(FACES, '<w:b/>'), 'xDelta', BREAK), run(look(FACES, '<w:b/>'), ' two')),
  ],
  [
    'a part made italic: nothing else of its look changes, and styles stay styles',
    original,
    untouched,
    p(written('Delta', '<w:b/>'), written(' two', '<w:b/>', '<w:i/>').replace(BREAK, '')),
    p(run(look(FACES, '<w:b/>'), 'Delta', BREAK), run(look(FACES, '<w:b/>', '<w:i/>'), ' two')),
  ],
  [
    'a run in two',
    original,
    untouched,
    p(written('Delta t', '<w:b/>'), written('wo', '<w:b/>', '<w:i/>').replace(BREAK, '')),
    p(
      `<w:r>${look(FACES, '<w:b/>')}${BREAK}<w:t>Delta t</w:t></w:r>`,
      `<w:r>${look(FACES, '<w:b/>', '<w:i/>')}<w:t xml:space="preserve">wo</w:t></w:r>`,
    ),
  ],
  [
    'a face: attributes nobody changed stay',
    p(run(look(FACES), 'one')),
    p(written('one')),
    p(written('one').replaceAll('"Arial"', '"Georgia"')),
    p(run(look('<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:hint="cs"/>'), 'one')),
  ],
  [
    'bold made of what was not bold on purpose, and a colour of what had the automatic one',
    p(
      run(
        look('<w:b w:val="false"/>', '<w:i w:val="0"/>', '<w:color w:val="auto" w:themeColor="text1"/>', '<w:lang w:val="de-DE"/>'),
        'one',
      ),
    ),
    p(run(look(SIZES), 'one')),
    p(run(look('<w:b/>', '<w:color w:val="FF0000"/>', SIZES), 'one')),
    p(run(look('<w:b/>', '<w:i w:val="0"/>', '<w:color w:val="FF0000"/>', '<w:lang w:val="de-DE"/>'), 'one')),
  ],
  [
    'a paragraph kept with the next, where its author had switched that off',
    p('<w:pPr><w:keepNext w:val="0"/><w:spacing w:line="240"/></w:pPr>', run('', 'one')),
    p('<w:pPr><w:spacing w:line="240"/></w:pPr>', run('', 'one')),
    p('<w:pPr><w:keepNext/><w:spacing w:line="240" w:after="120"/></w:pPr>', run('', 'one')),
    p('<w:pPr><w:keepNext/><w:spacing w:line="240" w:after="120"/></w:pPr>', run('', 'one')),
  ],
  [
    'a look taken away',
    p(run(look('<w:b/>', '<w:lang w:val="de-DE"/>'), 'one')),
    p(written('one', '<w:b/>')),
    p(written('one')),
    p(run(look('<w:lang w:val="de-DE"/>'), 'one')),
  ],
  [
    'bold of a style taken away: it is switched off, in part of a run too',
    p(run('', 'one two')),
    p(written('one two', '<w:b/>', '<w:bCs/>').replace(BREAK, '')),
    p(written('one ', '<w:b/>', '<w:bCs/>').replace(BREAK, ''), written('two').replace(BREAK, '')),
    p(run('', 'one '), run(look('<w:b w:val="0"/>', '<w:bCs w:val="0"/>'), 'two')),
  ],
  [
    'bold of its own and perhaps of its style taken away',
    p('<w:pPr><w:pStyle w:val="Title"/></w:pPr>', run(look('<w:b/>'), 'one')),
    p('<w:pPr><w:pStyle w:val="Title"/></w:pPr>', run(look('<w:b/>'), 'one')),
    p('<w:pPr><w:pStyle w:val="Title"/></w:pPr>', run('', 'one')),
    p('<w:pPr><w:pStyle w:val="Title"/></w:pPr>', run(look('<w:b w:val="0"/>'), 'one')),
  ],
  [
    'another style: what has gone with the old one is not switched off',
    p('<w:pPr><w:pStyle w:val="Title"/></w:pPr>', run('', 'one')),
    p('<w:pPr><w:pStyle w:val="Title"/></w:pPr>', run(look('<w:b/>', '<w:u w:val="single"/>'), 'one')),
    p('<w:pPr><w:pStyle w:val="Quote"/></w:pPr>', run('', 'one')),
    p('<w:pPr><w:pStyle w:val="Quote"/></w:pPr>', run('', 'one')),
  ],
  [
    'underlining of a style taken away, and no look left that the editor writes',
    p(run(look('<w:lang w:val="de-DE"/>'), 'one')),
    p(run(look('<w:u w:val="single"/>'), 'one')),
    p(run('', 'one')),
    p(run(look('<w:u w:val="none"/>', '<w:lang w:val="de-DE"/>'), 'one')),
  ],
  [
    'a look taken away, where the editor joins what looks the same then: what it has no idea of stays where it was',
    p(run('', 'one '), run(look('<w:b/>', '<w:lang w:val="de-DE"/>'), 'two &amp; '), run('', 'three')),
    p(run('', 'one '), run(look('<w:b/>'), 'two &amp; '), run('', 'three')),
    p(run('', 'one two &amp; three')),
    p(run('', 'one '), run(look('<w:lang w:val="de-DE"/>'), 'two &amp; '), run('', 'three')),
  ],
  [
    'properties the editor writes at the end',
    p('<w:pPr><w:kinsoku/><w:rPr><w:b/></w:rPr></w:pPr>', run('', 'one')),
    p('<w:pPr><w:rPr><w:b/></w:rPr></w:pPr>', run('', 'one')),
    p(run('', 'one'), '<w:pPr><w:rPr><w:b/></w:rPr><w:jc w:val="center"/><w:keepNext/></w:pPr>'),
    p('<w:pPr><w:keepNext/><w:kinsoku/><w:jc w:val="center"/><w:rPr><w:b/></w:rPr></w:pPr>', run('', 'one')),
  ],
];
describe('a paragraph with', () => {
  for (const [what, own, before, after, expected] of changes) {
    test(what, () => {
      const merged = mergeXml(body(own), body(before), body(after));
      assert.deepEqual(misplaced(parseXml(merged)), []);
      const plain = (text: string) => text.replaceAll(' xml:space="preserve"', '');
      assert.equal(plain(merged), plain(body(expected)));
    });
  }
});

test('what is new in a document is put into order, in tables too', () => {
  const table =
    '<w:tbl><w:tblGrid/><w:tblPr><w:jc w:val="center"/><w:tblStyle w:val="Grid"/></w:tblPr><w:tr><w:tc><w:p/><w:tcPr><w:shd/><w:tcW/></w:tcPr></w:tc></w:tr></w:tbl>';
  const merged = mergeXml(body(p(run('', 'one'))), body(p(run('', 'one'))), body(p(run('', 'one')) + table));
  assert.deepEqual(misplaced(parseXml(merged)), []);
  assert.match(merged, /<w:tblPr><w:tblStyle w:val="Grid"\/><w:jc w:val="center"\/><\/w:tblPr><w:tblGrid\/>/);
});

test('the order of extensions is their own', () => {
  assert.deepEqual(misplaced(parseXml(`<w:rPr ${W}><w:lang/><w14:shadow/><w:rPrChange/></w:rPr>`)), []);
  assert.deepEqual(misplaced(parseXml(`<w:r ${W}><w:lastRenderedPageBreak/><w:rPr/></w:r>`)), ['r/rPr']);
});
