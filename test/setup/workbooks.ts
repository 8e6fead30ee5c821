/** Small workbooks made of the parts a test is about. */
import type { CellChange, CellFormat, LineSize } from '../../local/src/shared/page-api.js';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { changeWorkbook } from '../../local/src/server/sheet/patch.js';
import { snapshotOf } from '../../local/src/server/sheet/snapshot.js';
import { Workbook } from '../../local/src/server/sheet/workbook.js';
import { zip } from './zip.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STRICT = { main: 'http://purl.oclc.org/ooxml/spreadsheetml/main', office: 'http://purl.oclc.org/ooxml/officeDocument/relationships' };
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export interface WorkbookParts {
  /** What is inside each sheet's root, by name. */
  sheets: Record<string, string>;
  /** What each sheet refers to, by id: type and target. */
  relations?: Record<string, Record<string, [type: string, target: string]>>;
  /** Further parts, by name. */
  parts?: Record<string, string>;
  /** Before the list of sheets. */
  before?: string;
  /** After it. */
  after?: string;
  /** `numFmts`. */
  formats?: string;
  /** `xf` elements of `cellXfs`, after the first. */
  styles?: string[];
  isStrict?: boolean;
}

/** The part of a workbook's sheet. @param index from 0 */
export const sheetPart = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`;

export function workbookOf({ sheets, relations = {}, parts = {}, before = '', after = '', formats = '', ...more }: WorkbookParts): Buffer {
  const { main, office } = more.isStrict ? STRICT : { main: MAIN, office: OFFICE };
  const root = (name: string, inside: string) => `<${name} xmlns="${main}" xmlns:r="${office}">${inside}</${name}>`;
  const relationsOf = (all: Record<string, [type: string, target: string]>) => {
    const each = Object.entries(all).map(
      ([id, [type, target]]) =>
        `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${/^\w+:/.test(target) ? ' TargetMode="External"' : ''}/>`,
    );
    return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
  };
  const names = Object.keys(sheets);
  const xf = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>';
  const styles =
    `${formats}<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    `<cellStyleXfs count="1">${xf.replace(' xfId="0"', '')}</cellStyleXfs>` +
    `<cellXfs count="${(more.styles ?? []).length + 1}">${xf}${(more.styles ?? []).join('')}</cellXfs>`;
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const overrides = names.map((_, at) => `<Override PartName="/${sheetPart(at)}" ContentType="${type}.worksheet+xml"/>`).join('');
  const sheetRelations = Object.entries(relations).map(([name, all]): [string, string] => [
    `xl/worksheets/_rels/sheet${names.indexOf(name) + 1}.xml.rels`,
    relationsOf(all),
  ]);
  return zip({
    '[Content_Types].xml':
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${overrides}</Types>`,
    '_rels/.rels': relationsOf({ rId1: ['officeDocument', 'xl/workbook.xml'] }),
    'xl/workbook.xml': root(
      'workbook',
      `${before}<sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets>${after}`,
    ),
    'xl/_rels/workbook.xml.rels': relationsOf({
      ...Object.fromEntries(names.map((_, at) => [`rId${at + 1}`, ['worksheet', `worksheets/sheet${at + 1}.xml`] as [string, string]])),
      rIdStyles: ['styles', 'styles.xml'],
    }),
    'xl/styles.xml': root('styleSheet', styles),
    ...Object.fromEntries(Object.values(sheets).map((inside, at) => [sheetPart(at), root('worksheet', inside)])),
    ...Object.fromEntries(sheetRelations),
    ...parts,
  });
}

/** A sheet's data: what is inside each row, by its number. */
export const rowsOf = (rows: Record<number, string>): string =>
  `<sheetData>${Object.entries(rows)
    .map(([row, cells]) => `<row r="${row}">${cells}</row>`)
    .join('')}</sheetData>`;

export interface GridSheet {
  name: string;
  rowCount: number;
  columnCount: number;
  cellData: Record<number, Record<number, { v?: unknown; f?: string; s?: string; t?: number }>>;
  columnData: Record<number, { w?: number; s?: string }>;
  rowData: Record<number, { h?: number }>;
  mergeData: object[];
  custom: Record<string, unknown>;
}

export interface Grid {
  styles: Record<string, CellFormat>;
  resources: { name: string; data: string }[];
  custom?: Record<string, unknown>;
  sheets: Record<string, GridSheet>;
}

/** What the page is given of a workbook. */
export const gridOf = (file: Buffer): Grid => snapshotOf(new Workbook(ZipFile.parse(file)), 'book.xlsx') as Grid;

export const changed = (file: Buffer, cells: CellChange[], lines: LineSize[] = []): Buffer => changeWorkbook(file, { cells, lines });

/** A cell as the grid has it. @param reference `B1`: one letter */
export function cellAt(file: Buffer, reference: string, sheet = 0): { v?: unknown; f?: string; s?: string; t?: number } | undefined {
  const [row, column] = [Number(reference.slice(1)) - 1, reference.charCodeAt(0) - 65];
  return gridOf(file).sheets[`sheet-${sheet}`]?.cellData[row]?.[column];
}

/** A change of one cell. @param reference `B1`: one letter */
export const setCell = (reference: string, value: CellChange['value'], more: Partial<CellChange> = {}): CellChange => ({
  ...{ sheet: 0, row: Number(reference.slice(1)) - 1, column: reference.charCodeAt(0) - 65, value },
  ...more,
});
