/** Parts of a package are found by its relationships, whatever they are called and however targets are written. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applicationOf } from '../../local/src/server/convert/ooxml.js';
import { contentTypeOf, mainPart, related, resolveTarget } from '../../local/src/server/ooxml/relationships.js';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { changeWorkbook } from '../../local/src/server/sheet/patch.js';
import { snapshotOf } from '../../local/src/server/sheet/snapshot.js';
import { Workbook } from '../../local/src/server/sheet/workbook.js';
import { zip } from '../setup/zip.js';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const MAIN_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

interface Names {
  /** Name of the package's list of relationships. */
  root: string;
  main: string;
  /** Target of the main part. */
  target: string;
  /** Of the sheet, as the workbook writes it. */
  sheet: string;
  prefix: string;
}

function workbook({ root, main, target, sheet, prefix }: Names): Buffer {
  const namespace = (uri: string) => (prefix ? `xmlns:${prefix.slice(0, -1)}="${uri}"` : `xmlns="${uri}"`);
  const list = (type: string, to: string) =>
    `<${prefix}Relationships ${namespace(`${PACKAGE}/relationships`)}><${prefix}Relationship Id="r1" Type="${OFFICE}/${type}" Target="${to}"/></${prefix}Relationships>`;
  return zip({
    '[Content_Types].xml': `<${prefix}Types ${namespace(`${PACKAGE}/content-types`)}><${prefix}Default Extension="xml" ContentType="application/xml"/><${prefix}Override PartName="/${main}" ContentType="${MAIN_TYPE}"/></${prefix}Types>`,
    [root]: list('officeDocument', target),
    [main]: `<${prefix}workbook ${namespace(SHEET)} xmlns:r="${OFFICE}"><${prefix}sheets><${prefix}sheet name="First" sheetId="1" r:id="r1"/></${prefix}sheets></${prefix}workbook>`,
    [main.replace(/([^/]*)$/, '_rels/$1.rels')]: list('worksheet', sheet),
    [main.replace(/[^/]*$/, 'sheets/one.xml')]:
      `<${prefix}worksheet ${namespace(SHEET)}><${prefix}sheetData><${prefix}row r="1"><${prefix}c r="A1"><${prefix}v>7</${prefix}v></${prefix}c></${prefix}row></${prefix}sheetData></${prefix}worksheet>`,
  });
}

const usual: Names = { root: '_rels/.rels', main: 'xl/workbook.xml', target: 'xl/workbook.xml', sheet: 'sheets/one.xml', prefix: '' };
const cases: Record<string, Partial<Names>> = {
  'as Office names them': {},
  'with a number in the name': { main: 'xl/workbook2.xml', target: 'xl/workbook2.xml' },
  'with absolute targets': { target: '/xl/workbook.xml', sheet: '/xl/sheets/one.xml' },
  'with prefixes in the lists of the package': { prefix: 'p:' },
  'in a folder of another name': { main: 'book/content.xml', target: 'book/content.xml' },
  'at the root of the package': { main: 'book.xml', target: 'book.xml' },
  'with a slash before the name of the list': { root: '/_rels/.rels', main: 'xl/workbook2.xml', target: '/xl/workbook2.xml' },
  'with another case in the target': { target: 'XL/Workbook.xml' },
};

describe('a workbook is read and changed', () => {
  for (const [name, names] of Object.entries(cases)) {
    test(name, () => {
      const all = { ...usual, ...names };
      const file = workbook(all);
      assert.equal(applicationOf(file), 's');
      assert.equal(mainPart(ZipFile.parse(file)), all.main);
      assert.equal(contentTypeOf(ZipFile.parse(file), all.main), MAIN_TYPE);
      const valueOf = (content: Buffer) => {
        const { sheets, sheetOrder } = snapshotOf(new Workbook(ZipFile.parse(content)), name) as {
          sheets: Record<string, { cellData: Record<number, Record<number, { v: unknown }>> }>;
          sheetOrder: string[];
        };
        return sheets[sheetOrder[0]!]!.cellData[0]![0]!.v;
      };
      assert.equal(valueOf(file), 7);
      const changed = changeWorkbook(file, { cells: [{ sheet: 0, row: 0, column: 0, value: 8 }] });
      assert.equal(valueOf(changed), 8);
      assert.deepEqual(ZipFile.parse(changed).names, ZipFile.parse(file).names);
    });
  }
});

test('an external target is no part, and a target that cannot be read leads nowhere', () => {
  const list = (target: string, mode = '') =>
    `<Relationships><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="${target}"${mode}/></Relationships>`;
  const external = ZipFile.parse(zip({ '_rels/.rels': list('http://127.0.0.1/a.xml', ' TargetMode="External"'), 'a.xml': '<a/>' }));
  assert.deepEqual(related(external, '', 'officeDocument'), []);
  for (const target of ['%', 'http://[', 'http://127.0.0.1/a.xml']) assert.equal(resolveTarget('word/document.xml', target), '');
  assert.equal(resolveTarget('word/document.xml', '../docProps/a%20b.xml'), 'docProps/a b.xml');
});
