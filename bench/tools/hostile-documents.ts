/** Documents that are too much, made here. */
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { zip } from '../../test/setup/zip.js';

const TYPES = 'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"';
const RELATIONSHIPS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'application/vnd.openxmlformats-officedocument';
const SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const DEFAULTS =
  '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>';

function workbook(sheet: string | Buffer): Buffer {
  const stored = zip({
    '[Content_Types].xml': `<Types ${TYPES}>${DEFAULTS}<Override PartName="/xl/workbook.xml" ContentType="${MAIN}.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sheet.xml" ContentType="${MAIN}.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships ${RELATIONSHIPS}><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${SHEET} xmlns:r="${OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${RELATIONSHIPS}><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="sheet.xml"/></Relationships>`,
    'xl/sheet.xml': '',
  });
  return ZipFile.parse(stored)
    .with(new Map([['xl/sheet.xml', sheet]]))
    .toBuffer();
}

export function workbookOf(rows: number, columns: number): Buffer {
  const cells = (row: number) =>
    Array.from({ length: columns }, (_, column) => `<c><v>${(row * 7_919 + column * 104_729) % 99_991}</v></c>`);
  const all = Array.from({ length: rows }, (_, row) => `<row r="${row + 1}">${cells(row).join('')}</row>`);
  return workbook(`<worksheet ${SHEET}><sheetData>${all.join('')}</sheetData></worksheet>`);
}

export const zipBomb = (): Buffer => workbook(Buffer.alloc(600_000_000, ' '));

export const unclosedComment = (): Buffer => workbook(`<worksheet ${SHEET}><sheetData/>${'<!--'.repeat(2_000_000)}`);

export function deepWordFile(): Buffer {
  const [open, close] = ['<w:sdt><w:sdtContent>', '</w:sdtContent></w:sdt>'].map((tag) => tag.repeat(20_000));
  return zip({
    '[Content_Types].xml': `<Types ${TYPES}>${DEFAULTS}<Override PartName="/word/document.xml" ContentType="${MAIN}.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships ${RELATIONSHIPS}><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${open}<w:p/>${close}</w:body></w:document>`,
  });
}

/** Bytes of the longest text that is shown, nearly. */
const LENGTH = 19_000_000;

export function longTable(): string {
  const row = Array.from({ length: 10 }, (_, column) => 10_000 + column).join(',') + '\n';
  return row.repeat(Math.floor(LENGTH / row.length));
}

export function longText(): string {
  const line = 'The quick brown fox jumps over the lazy dog again.\r\n';
  return line.repeat(Math.floor(LENGTH / line.length));
}
