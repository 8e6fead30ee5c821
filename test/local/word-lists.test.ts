/** Lists made in the editor have to be told what they are: it names numbers, and leaves what those mean to the file. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { changeWordFile } from '../../local/src/server/word/file.js';
import { docx } from '../setup/documents.js';

const listed = (id: number, text: string) =>
  `</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${id}"/></w:numPr></w:pPr><w:r><w:t>${text}`;
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const textOf = (file: Buffer, part: string) => ZipFile.parse(file).text(part) ?? '';

test('in a document without any: with what they are, and where that is', () => {
  const before = docx(['one']);
  const after = changeWordFile(before, before, docx(['one', listed(8, 'bullet'), listed(9, 'first'), listed(18, 'another')]));
  const lists = textOf(after, 'word/numbering.xml');
  assert.match(
    lists,
    /<w:num [^>]*w:numId="8"><w:abstractNumId w:val="0"\/><\/w:num><w:num [^>]*w:numId="9"><w:abstractNumId w:val="1"\/><\/w:num><w:num [^>]*w:numId="18">/,
  );
  const formatsOf = (id: number) => [
    ...lists
      .split(`abstractNumId="${id}"`)[1]!
      .split('</w:abstractNum>')[0]!
      .matchAll(/numFmt w:val="(\w+)"/g),
  ];
  const named = (id: number) =>
    formatsOf(id)
      .slice(0, 3)
      .map(([, format]) => format);
  assert.deepEqual([0, 1, 2].map(named), [
    ['bullet', 'bullet', 'bullet'],
    ['decimal', 'lowerLetter', 'lowerRoman'],
    ['decimal', 'decimal', 'decimal'],
  ]);
  assert.match(textOf(after, '[Content_Types].xml'), /PartName="\/word\/numbering\.xml"/);
  assert.match(textOf(after, 'word/_rels/document.xml.rels'), /Target="numbering\.xml"/);
  const again = changeWordFile(after, docx(['one', listed(8, 'bullet')]), docx(['one', listed(8, 'bullet!')]));
  assert.equal(textOf(again, 'word/numbering.xml'), lists, 'once is enough');
});

test('in a document that has some: beside those, in the order the format wants', () => {
  const own =
    `<w:numbering ${W}><w:abstractNum w:abstractNumId="4"/><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>` +
    '<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num><w:numIdMacAtCleanup w:val="1"/></w:numbering>';
  const before = ZipFile.parse(docx(['one', listed(1, 'own')]))
    .with(new Map([['word/numbering.xml', own]]))
    .toBuffer();
  const untouched = docx(['one', listed(1, 'own')]);
  const after = changeWordFile(before, untouched, docx(['one', listed(1, 'own'), listed(9, 'first')]));
  const order = [...textOf(after, 'word/numbering.xml').matchAll(/<w:(abstractNum|num|numIdMacAtCleanup) [^>]*?(?:Id|val)="(\d+)"/g)];
  assert.deepEqual(
    order.map(([, name, id]) => `${name} ${id}`),
    ['abstractNum 4', 'abstractNum 5', 'num 1', 'num 7', 'num 9', 'numIdMacAtCleanup 1'],
  );
  const same = changeWordFile(before, untouched, docx(['two', listed(1, 'own')]));
  assert.equal(textOf(same, 'word/numbering.xml'), own, 'only where one is made');
});
