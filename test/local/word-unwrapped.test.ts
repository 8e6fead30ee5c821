/** What the page’s editor would not show is shown without what is around it, and stored with it again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrapHidden, wrapAgain } from '../../local/src/server/word/unwrapped.js';

const document = (body: string) =>
  `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const p = (...inside: string[]) => `<w:p><w:pPr><w:jc w:val="end"/></w:pPr>${inside.join('')}</w:p>`;
const control = (id: number, inside: string) =>
  `<w:sdt><w:sdtPr><w:id w:val="${id}"/><w:alias w:val="Zeile &amp; mehr"/></w:sdtPr><w:sdtContent>${inside}</w:sdtContent></w:sdt>`;
const table = (rows: string) => `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>${rows}</w:tbl>`;
const cell = (inside: string) => `<w:tc><w:tcPr/>${inside}</w:tc>`;
const row = (cells: string) => `<w:tr>${cells}</w:tr>`;
const ruby = (base: string, reading: string) =>
  `<w:r><w:rPr><w:b/></w:rPr><w:ruby><w:rubyPr><w:lid w:val="ja-JP"/></w:rubyPr><w:rt>${run(reading)}</w:rt><w:rubyBase>${run(base)}</w:rubyBase></w:ruby></w:r>`;
const field = (instruction: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;

const cases: Record<string, { body: string; shown: RegExp }> = {
  'a row in a control': { body: table(control(1, row(cell(p(run('a')))))), shown: /<\/w:tblGrid><w:tr><w:tc>.*>a</ },
  'a row in two controls': { body: table(control(1, control(2, row(cell(p(run('a'))))))), shown: /<\/w:tblGrid><w:tr>/ },
  'a cell in a control, and a paragraph in one': {
    body: table(row(control(1, cell(control(2, p(run('a'))))))),
    shown: /<w:tr><w:tc><w:tcPr\/><w:p>/,
  },
  'an empty paragraph in one': { body: table(row(cell(control(1, '<w:p w:rsidR="1"/>')))), shown: /<w:tcPr\/><w:p w:rsidR="1">/ },
  'annotated words': { body: p(run('x'), ruby('湖', 'みずうみ'), ruby('光', 'ひかり')), shown: /<w:sdtContent><w:r><w:t>湖</ },
  'date and time fields': {
    body: p(field('DATE \\@ "yyyy"'), field('Time'), '<w:fldSimple w:instr=" DATE "/>', field('PAGE'), field('CREATEDATE')),
    shown: /> _DATE .*> _Time .*instr=" _DATE .*> PAGE .*> CREATEDATE /,
  },
};
for (const [title, { body, shown }] of Object.entries(cases)) {
  test(title, () => {
    const page = unwrapHidden(document(body));
    assert.match(page, shown);
    assert.equal(wrapAgain(page), document(body));
  });
}

test('what has been written is inside of what was around', () => {
  const page = unwrapHidden(document(table(control(1, row(cell(p(run('a')))))) + p(ruby('湖', 'みずうみ'))));
  const saved = wrapAgain(page.replace('>a<', '>new<').replace('>湖<', '>湖畔<'));
  assert.equal(saved, document(table(control(1, row(cell(p(run('new')))))) + p(ruby('湖畔', 'みずうみ'))));
});

test('a paragraph that was split is in its control once, and an annotation goes with its words', () => {
  const page = unwrapHidden(document(table(row(cell(control(1, p(run('a')))))) + p(run('x'), ruby('湖', 'みずうみ'))));
  const [marked] = /<w:p>(?:(?!<\/w:p>).)*>a<.*?<\/w:p>/.exec(page)!;
  const saved = wrapAgain(page.replace(marked, marked + marked.replace('>a<', '>b<')).replace(/<w:r><w:t>湖<\/w:t><\/w:r>/, ''));
  assert.equal(saved, document(table(row(cell(control(1, p(run('a'))) + p(run('b'))))) + p(run('x'))));
});
