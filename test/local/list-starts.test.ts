/** The page gets the numbers that lists begin with in the form its editor reads; the file keeps its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { changeWordFile, wordFileForPage } from '../../local/src/server/word/file.js';
import { wordBody } from '../setup/word-documents.js';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const PART = 'word/numbering.xml';
const level = (ilvl: number, start: number | undefined) =>
  `<w:lvl w:ilvl="${ilvl}">${start === undefined ? '' : `<w:start w:val="${start}"/>`}<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>`;
const kind = (id: number, inside: string) => `<w:abstractNum w:abstractNumId="${id}">${inside}</w:abstractNum>`;
const list = (id: number, of: number, inside = '') => `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${inside}</w:num>`;
const override = (ilvl: number, inside: string) => `<w:lvlOverride w:ilvl="${ilvl}">${inside}</w:lvlOverride>`;
const begin = (start: number) => `<w:startOverride w:val="${start}"/>`;
const numbering = (...inside: string[]) => `<w:numbering ${W}>${inside.join('')}</w:numbering>`;
const item = (id: number, ilvl: number, text = 'x') =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="${id}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;

const cases: Record<string, { body?: string; own: string; page?: string }> = {
  'a level that begins with 5': { own: kind(0, level(0, 5)) + list(1, 0), page: kind(0, level(0, 5)) + list(1, 0, override(0, begin(5))) },
  'a nested level, and one that begins with 0': {
    own: kind(0, level(0, 0) + level(1, 3)) + list(1, 0),
    page: kind(0, level(0, 0) + level(1, 3)) + list(1, 0, override(0, begin(0)) + override(1, begin(3))),
  },
  'levels that begin with 1, or do not say': { own: kind(0, level(0, 1) + level(1, undefined)) + kind(1, level(0, 2)) + list(1, 0) },
  'a list with an override of its own': { own: kind(0, level(0, 5)) + list(1, 0, override(0, begin(8))) },
  'a list with a level of its own': {
    own: kind(0, level(0, 5)) + list(1, 0, override(0, level(0, 7))),
    page: kind(0, level(0, 5)) + list(1, 0, override(0, begin(7) + level(0, 7))),
  },
  'an override that says nothing': {
    own: kind(0, level(0, 5)) + list(1, 0, '<w:lvlOverride w:ilvl="0"/>'),
    page: kind(0, level(0, 5)) + list(1, 0, override(0, begin(5))),
  },
  'lists that go on counting: the first in the document begins': {
    body: item(2, 0) + item(1, 0),
    own: kind(0, level(0, 5)) + list(1, 0) + list(2, 0),
    page: kind(0, level(0, 5)) + list(1, 0) + list(2, 0, override(0, begin(5))),
  },
  'levels that are in another kind of list, by a style': {
    own: kind(0, '<w:numStyleLink w:val="S"/>') + kind(1, `<w:styleLink w:val="S"/>${level(0, 5)}`) + list(1, 0),
    page: kind(0, '<w:numStyleLink w:val="S"/>') + kind(1, `<w:styleLink w:val="S"/>${level(0, 5)}`) + list(1, 0, override(0, begin(5))),
  },
  // Searched to the end of the document for each, they would take minutes.
  'many paragraphs that are in no list': {
    body: '<w:p><w:pPr><w:numPr/></w:pPr></w:p>'.repeat(60_000),
    own: kind(0, level(0, 5)) + list(1, 0),
    page: kind(0, level(0, 5)) + list(1, 0, override(0, begin(5))),
  },
  'a number that is none, and a kind that is not there': {
    own: kind(0, '<w:lvl w:ilvl="0"><w:start w:val="x&quot;"/></w:lvl>') + list(1, 0) + list(2, 9),
  },
};
for (const [title, { body = item(1, 0), own, page = own }] of Object.entries(cases)) {
  test(title, () => {
    const file = wordBody(body, { [PART]: numbering(own) });
    assert.equal(ZipFile.parse(wordFileForPage(file)).text(PART), numbering(page));
  });
}

test('what is stored has the definitions of the file, and new lists beside them', () => {
  const own = numbering(kind(0, level(0, 5)), list(1, 0));
  const file = wordBody(item(1, 0, 'one'), { [PART]: own });
  const untouched = wordFileForPage(file);
  const edited = (body: string) => {
    const zip = ZipFile.parse(untouched);
    return zip.with(new Map([['word/document.xml', zip.text('word/document.xml')!.replace(item(1, 0, 'one'), body)]])).toBuffer();
  };
  const reworded = changeWordFile(file, untouched, edited(item(1, 0, 'two')));
  assert.match(ZipFile.parse(reworded).text('word/document.xml')!, />two</);
  assert.equal(ZipFile.parse(reworded).text(PART), own);
  const listed = ZipFile.parse(changeWordFile(file, untouched, edited(item(1, 0, 'one') + item(9, 0)))).text(PART)!;
  assert.match(listed, /w:numId="9"/);
  assert.doesNotMatch(listed, /startOverride/);
});
