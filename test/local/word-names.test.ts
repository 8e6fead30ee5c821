/** A Word document whose parts have other names is sent to the page under the usual ones, and saved under its own. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { changeWordFile, wordFileForPage } from '../../local/src/server/word/file.js';
import { changedParts } from '../setup/packages.js';
import { zip } from '../setup/zip.js';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

interface Form {
  main?: string;
  styles?: string;
  absolute?: boolean;
  prefix?: string;
  root?: string;
  orphan?: boolean;
}

function documentOf({
  main = 'document',
  styles = 'styles',
  absolute = false,
  prefix = '',
  root = '_rels/.rels',
  orphan = false,
}: Form): Buffer {
  const space = (uri: string) => (prefix ? `xmlns:${prefix.slice(0, -1)}="${uri}"` : `xmlns="${uri}"`);
  const list = (type: string, target: string) =>
    `<${prefix}Relationships ${space(`${PACKAGE}/relationships`)}><${prefix}Relationship Id="r1" Type="${OFFICE}/${type}" Target="${target}"/></${prefix}Relationships>`;
  const override = (name: string, type: string) => `<${prefix}Override PartName="/word/${name}.xml" ContentType="${TYPE}.${type}+xml"/>`;
  return zip({
    '[Content_Types].xml': `<${prefix}Types ${space(`${PACKAGE}/content-types`)}><${prefix}Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><${prefix}Default Extension="xml" ContentType="application/xml"/>${override(main, 'document.main')}${override(styles, 'styles')}</${prefix}Types>`,
    [root]: list('officeDocument', `${absolute ? '/' : ''}word/${main}.xml`),
    [`word/${main}.xml`]: `<w:document ${W}><w:body><w:p><w:r><w:t>words</w:t></w:r></w:p></w:body></w:document>`,
    [`word/_rels/${main}.xml.rels`]: list('styles', absolute ? `/word/${styles}.xml` : `${styles}.xml`),
    [`word/${styles}.xml`]: `<w:styles ${W}/>`,
    ...(orphan && { 'word/document.xml': `<w:document ${W}><w:body><w:p><w:r><w:t>orphan</w:t></w:r></w:p></w:body></w:document>` }),
  });
}

const forms: Record<string, Form> = {
  'as Word for the web names them': { main: 'document2', styles: 'styles2' },
  'with absolute targets': { absolute: true },
  'with prefixes in the lists of the package': { prefix: 'p:' },
  'with a slash before the name of the list': { root: '/_rels/.rels', main: 'document2', absolute: true },
  'with an orphan under the usual name': { main: 'document2', orphan: true },
  'all at once': { main: 'main', styles: 'looks', absolute: true, prefix: 'p:', orphan: true },
};

describe('parts', () => {
  for (const [what, form] of Object.entries(forms)) {
    test(what, () => {
      const file = documentOf(form);
      const page = ZipFile.parse(wordFileForPage(file));
      assert.match(page.text('word/document.xml')!, />words</);
      assert.match(page.text('word/_rels/document.xml.rels')!, /<Relationship [^>]*Target="styles\.xml"/);
      assert.match(page.text('_rels/.rels')!, /<Relationship [^>]*Target="word\/document\.xml"/);
      assert.match(page.text('[Content_Types].xml')!, /<Override PartName="\/word\/document\.xml"/);
      assert.ok(page.has('word/styles.xml'));

      const written = (text: string, list = false) =>
        page
          .with(
            new Map([
              [
                'word/document.xml',
                page
                  .text('word/document.xml')!
                  .replace('words', text)
                  .replace('<w:p>', list ? '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' : '<w:p>'),
              ],
            ]),
          )
          .toBuffer();
      const main = `word/${form.main ?? 'document'}.xml`;
      const saved = changeWordFile(file, page.toBuffer(), written('other words'));
      assert.deepEqual(changedParts(file, saved), [main]);
      assert.match(ZipFile.parse(saved).text(main)!, />other words</);
      assert.equal(changeWordFile(file, page.toBuffer(), page.toBuffer()), file);

      // A list brings a part, a relationship and a content type.
      const listed = ZipFile.parse(changeWordFile(file, page.toBuffer(), written('words', true)));
      const prefix = form.prefix ?? '';
      assert.match(
        listed.text(main.replace(/([^/]*)$/, '_rels/$1.rels'))!,
        new RegExp(`<${prefix}Relationship [^>]*Target="numbering\\.xml"`),
      );
      assert.match(listed.text('[Content_Types].xml')!, new RegExp(`<${prefix}Override PartName="/word/numbering\\.xml"`));
      assert.match(listed.text('[Content_Types].xml')!, new RegExp(`PartName="/${main}"`));
    });
  }

  test('under the usual names are sent as they are', () => {
    const file = documentOf({});
    assert.equal(wordFileForPage(file), file);
  });
});
