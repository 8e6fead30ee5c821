/** What is stored is well-formed, whatever was typed, pasted or sent; a change that would damage the document is refused. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkChangedParts } from '../../local/src/server/ooxml/check-package.js';
import { checkWellFormed, withoutForbidden } from '../../local/src/server/ooxml/well-formed.js';
import { escapeXml } from '../../local/src/server/ooxml/xml.js';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { changeWordFile } from '../../local/src/server/word/file.js';
import { docx } from '../setup/documents.js';

describe('strict XML', () => {
  const good = [
    '<a/>',
    '\n<a b="1" c=\'"2"\'>x &amp; &#65;&#x1F600; \u{1F600}<!-- c --><?p i?><![CDATA[ <b> & ]]></a>\n',
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<n:a xmlns:n="urn:n" n:b="" xml:space="preserve"><n:c/></n:a >',
    '<名 属="值"/>',
  ];
  for (const xml of good) test(`accepts ${JSON.stringify(xml)}`, () => assert.doesNotThrow(() => checkWellFormed(xml)));
  const bad: Record<string, string> = {
    'a control character': '<a>\u0001</a>',
    'one in an attribute': '<a b="\u000b"/>',
    'one as a reference': '<a>&#1;</a>',
    'half a pair': '<a>\ud83d</a>',
    'a sign that is no character': '<a>\uffff</a>',
    'an unknown entity': '<a>&nbsp;</a>',
    'a lone ampersand': '<a>R & D</a>',
    'an attribute twice': '<a b="1" b="2"/>',
    'an attribute without quotes': '<a b=1/>',
    'attributes without a space': '<a b="1"c="2"/>',
    'a sign for a tag in an attribute': '<a b="<"/>',
    'tags that cross': '<a><b></a></b>',
    'a prefix that is not declared': '<w:a/>',
    'an attribute’s prefix that is not declared': '<a w:b=""/>',
    'a second root': '<a/><b/>',
    'text behind the root': '<a/>x',
    'a document type': '<!DOCTYPE a><a/>',
    'a declaration that comes late': ' <?xml version="1.0"?><a/>',
    'a comment without an end': '<a><!-- </a>',
    'dashes in a comment': '<a><!-- -- --></a>',
    'an end of CDATA in text': '<a>]]></a>',
    'no end': '<a><b></b>',
    nothing: '',
  };
  for (const [what, xml] of Object.entries(bad)) test(`refuses ${what}`, () => assert.throws(() => checkWellFormed(xml), SyntaxError));

  test('reads a long part in one go, whatever is in it', () => {
    const cells = '<c r="A1" t="s"><v>1</v></c>'.repeat(50_000);
    assert.doesNotThrow(() => checkWellFormed(`<s>${cells}</s>`));
    assert.throws(() => checkWellFormed(`<s>${cells}<!--</s>`), SyntaxError);
    assert.throws(() => checkWellFormed(`<s a${' '.repeat(50_000)}`), SyntaxError);
  });
});

test('characters XML forbids are left out of text and of XML', () => {
  assert.equal(escapeXml('a\u0001b\ud800c\u{1F600}<'), 'abc\u{1F600}&lt;');
  assert.equal(withoutForbidden('<a>x\u0002&#3;&#x1f;&#65;\udc00</a>'), '<a>x&#65;</a>');
});

describe('a Word document', () => {
  const before = docx(['one']);
  const change = (edited: Buffer) => changeWordFile(before, before, edited);
  const textOf = (file: Buffer) => ZipFile.parse(file).text('word/document.xml')!;
  const withParts = (parts: Record<string, string>) =>
    ZipFile.parse(docx(['two']))
      .with(new Map(Object.entries(parts)))
      .toBuffer();

  test('with control characters pasted into it is stored without them', () => {
    const saved = textOf(change(docx(['one\u0001 \u000btwo&#2;'])));
    assert.match(saved, />one two</);
    checkWellFormed(saved);
  });

  const list = (type: string, target: string, mode = '') =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${mode}/></Relationships>`;
  const field = (...instructions: string[]) =>
    `</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>${instructions.map((text) => `<w:r><w:instrText>${text}</w:instrText></w:r>`).join('')}<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>`;
  const external = ' TargetMode="External"';
  const refused: Record<string, Buffer> = {
    'a prefix nobody declares': docx(['two</w:t><z:x/><w:t>']),
    'a part outside of the package': withParts({ '../evil.xml': '<a/>' }),
    'a part with an absolute name': withParts({ '/word/evil.xml': '<a/>' }),
    'a part with a backslash': withParts({ 'word\\evil.xml': '<a/>' }),
    macros: withParts({ 'word/vbaProject.bin': 'MZ' }),
    'an embedded document': withParts({ 'word/embeddings/oleObject1.bin': 'MZ' }),
    'another document': docx(['two</w:t></w:r></w:p><w:altChunk/><w:p><w:r><w:t>']),
    'a template from elsewhere': withParts({
      'word/_rels/document.xml.rels': list('attachedTemplate', 'http://127.0.0.1/t.dotm', external),
    }),
    'a picture from elsewhere': withParts({ 'word/_rels/document.xml.rels': list('image', 'http://127.0.0.1/p.png', external) }),
    'a link that is a script': withParts({ 'word/_rels/document.xml.rels': list('hyperlink', 'javascript:alert(1)', external) }),
    'a field that starts a program': docx([field('DDEAUTO c:\\\\x "a"')]),
    'one whose name is written in pieces': docx([field(' DD', 'EAUTO c:\\\\x "a"')]),
    'one whose name another field makes': docx([field(field('QUOTE 68 68 69'))]),
    'one that is simple': docx(['two</w:t></w:r><w:fldSimple w:instr=" INCLUDETEXT c:\\\\x "/><w:r><w:t>']),
  };
  for (const [what, edited] of Object.entries(refused)) {
    test(`takes in no ${what}`, () => assert.throws(() => change(edited), SyntaxError));
  }

  test('takes in links, fields of its own pages, and keeps fields it has', () => {
    const linked = withParts({ 'word/_rels/document.xml.rels': list('hyperlink', 'https://example.com/', external) });
    assert.doesNotThrow(() => change(linked));
    assert.match(textOf(change(docx([field('PAGE')]))), /PAGE/);
    const own = docx(['one', field('DDE excel a b')]);
    assert.match(textOf(changeWordFile(own, own, docx(['one!', field('DDE excel a b')]))), /one!.*DDE excel/);
  });
});

test('parts that were damaged before and that nobody changes are no hindrance', () => {
  const before = ZipFile.parse(docx(['one'])).with(new Map([['word/other.xml', '<a>']]));
  assert.doesNotThrow(() => checkChangedParts(before, before.with(new Map([['word/document.xml', '<a/>']]))));
  assert.throws(() => checkChangedParts(before, before.with(new Map([['word/other.xml', '<a><b>']]))), SyntaxError);
});
