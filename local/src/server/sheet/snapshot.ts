/** A workbook for the page's grid: Univer's workbook data, of what the grid can draw. */
import { child, children, parseXml, type XmlNode } from '../ooxml/xml.js';
import { readLinks, readNotes } from './annotations.js';
import { Colours } from './colours.js';
import { besideLines } from './line-styles.js';
import { WRAP, readStyles } from './styles.js';
import { analyse, type FormulaContext } from '../../shared/sheet/followed.js';
import { checkCells } from './first-rows.js';
import { filledCells } from './locked.js';
import { readMerges } from './merges.js';
import { notDrawn } from './not-drawn.js';
import { isProtectedSheet, readCellProtection, readProtection, type CellProtection } from './protection.js';
import { MOST, isInside, type Cell, type Range } from '../../shared/sheet/references.js';
import { contextOf, staleCells } from './stale.js';
import { tablesOf } from './tables.js';
import { readValidations } from './read-validations.js';
import type { OperandScope } from '../../shared/sheet/validation-operands.js';
import { cellNodes, isOn, rowNodes, type SheetCell, type Workbook } from './workbook.js';

/** Most cells a grid is made of, all sheets together. */
export const MOST_CELLS = 400_000;

/** The version of the page's grid that snapshots are written for; a test compares it with the one that is installed. */
const UNIVER_VERSION = '0.25.1';

/** What every snapshot begins with. */
export const workbookHead = (name: string) => ({ id: 'workbook', name, appVersion: UNIVER_VERSION, locale: 'enUS' });

/** Excel's: width of a digit in Calibri 11 and the room beside it, px; height of a row, px. */
export const DIGIT = 7;
const COLUMN_ROOM = 5;
export const ROW = 20;
export const PX_PER_PT = 4 / 3;
const COLUMN_DIGITS = 8.43;

/** Empty room that is drawn around the cells there are. */
const MORE = { rows: 60, columns: 16 };
/** Rows for those who write: what is pasted must find its place, as no rows can be added. */
const TO_WRITE = 1_000;
const LEAST = { rows: 120, columns: 26 };
/** Excel's limits: characters of a cell, px of a row or a column. */
export const MOST_TEXT = 32_767;
const MOST_SIZE = 2_000;

/** For readers: what is hidden is left out, and values stand for formulas. */
interface Preview {
  /** Most rows, sheet after sheet. */
  rows: number;
  /** Rows the workbook had more than it has here, by the sheet's part. */
  leftOut?: ReadonlyMap<string, number> | undefined;
}

/** @param preview for those who may not change it @throws {RangeError} when it has too many cells */
export function snapshotOf(workbook: Workbook, name: string, preview?: Preview): object {
  const { zip, sheets } = workbook;
  checkCells({ zip, sheets: preview ? sheets.filter(({ hidden }) => !hidden) : sheets }, MOST_CELLS);
  const part = (type: string) => workbook.related(type).map((each) => zip.text(each))[0];
  const styleSheet = part('styles');
  const styleRoot = styleSheet === undefined ? undefined : parseXml(styleSheet);
  const styles = styleRoot ? readStyles(styleRoot, new Colours(part('theme'))) : [];
  const cellProtection = styleRoot ? readCellProtection(styleRoot) : [];
  const context = preview ? undefined : contextOf(workbook);
  const { stale, roots } = context ? staleCells(workbook, context) : {};
  let cells = 0;
  let rows = preview?.rows ?? Infinity;
  const data = sheets.flatMap(({ name: sheetName, hidden, part: sheetPart }, index) => {
    if (preview && (hidden || rows <= 0)) return [];
    const { root } = workbook.sheet(index);
    const isLeftOut = preview ? leftOut(root, rows) : () => false;
    const cellData: Record<number, Record<number, Styled>> = {};
    const end = { row: 0, column: 0 };
    const lines = new Map<number, number>();
    const rich: (Cell & { text: unknown })[] = [];
    const locked = preview ? [] : filledCells(root);
    const hidesFormulas = isProtectedSheet(root);
    let cut = 0;
    let words = 0;
    for (const cell of workbook.cells(root)) {
      if (isLeftOut(cell)) continue;
      if (++cells > MOST_CELLS) throw new RangeError('the workbook has too many cells');
      if (typeof cell.value === 'string' && cell.value.length > MOST_TEXT) {
        cell.value = cell.value.slice(0, MOST_TEXT);
        cut++;
        locked.push({ ...rangeOf(cell), reason: 'cut' });
      }
      // The author of a protected sheet may have hidden them.
      if (hidesFormulas && cellProtection[cell.style ?? 0]?.hidden) cell.formula = undefined;
      if (context && stale?.has(index, cell) && isWithheld(cell, index, context)) {
        locked.push({ ...rangeOf(cell), reason: 'formula', ...(cell.formula !== undefined && { formula: cell.formula }) });
        cell.formula = undefined;
      }
      (cellData[cell.row] ??= {})[cell.column] = cellOf(preview ? { ...cell, formula: undefined } : cell);
      if (cell.isRich) words++;
      if (cell.isRich && !preview) rich.push({ row: cell.row, column: cell.column, text: cell.value });
      end.row = Math.max(end.row, cell.row);
      end.column = Math.max(end.column, cell.column);
      // Who makes up the heights of rows is the program that shows them.
      const count = styles[cell.style ?? 0]?.tb === WRAP && typeof cell.value === 'string' ? cell.value.split('\n').length : 1;
      if (count > (lines.get(cell.row) ?? 1)) lines.set(cell.row, count);
    }
    const layout = layoutOf(root, end, lines, preview ? MORE.rows : TO_WRITE);
    nameFormats(cellData, layout);
    const rowCount = Math.min(rows, layout.rowCount);
    rows -= rowsOf(root);
    const { mergeData, leftOut: badMerges } = mergesOf(root, rowCount, layout.columnCount);
    const tableStyles = tablesOf(workbook, index).filter(({ style }) => style).length;
    const rowsLeftOut = preview?.leftOut?.get(sheetPart) ?? 0;
    const others = { tableStyles, words, cut, merges: badMerges, beyond: cellsBeyond(root), rows: rowsLeftOut };
    const missing = notDrawn(workbook, sheetPart, root, others);
    const sheet = {
      id: `sheet-${index}`,
      name: sheetName,
      hidden: hidden ? 1 : 0,
      cellData,
      ...layout,
      rowCount,
      mergeData,
      defaultStyle: styles[0] ?? null,
    };
    return [
      {
        ...sheet,
        custom: {
          ...noticesOf(workbook, sheetPart, root, isLeftOut),
          ...(context && rulesOf(root, cellProtection, { context, sheet: index })),
          notDrawn: missing,
          rich,
          locked,
          stale: stale?.ranges(index) ?? [],
          roots: roots?.ranges(index) ?? [],
        },
      },
    ];
  });
  const ofLines = data.flatMap(({ rowData, columnData }) =>
    [...Object.values(rowData), ...Object.values(columnData)].flatMap(({ s }) => s ?? []),
  );
  const shown = besideLines(
    styles,
    [...new Set(ofLines)].map((index) => styles[Number(index.slice(1))] ?? {}),
  );
  return {
    ...workbookHead(name),
    ...(context && { custom: { formulas: context } }),
    styles: Object.fromEntries(shown.map((style, index) => [`s${index}`, style])),
    resources: preview ? [] : [{ name: 'SHEET_DEFINED_NAME_PLUGIN', data: JSON.stringify(namesOf(workbook)) }],
    sheetOrder: data.map(({ id }) => id),
    sheets: Object.fromEntries(data.map((sheet) => [sheet.id, sheet])),
  };
}

/** A cell, a row or a column with its format. */
interface Styled {
  s?: string;
}

/** A cell that names no format has the first, whatever its row and column say. */
function nameFormats(
  cells: Record<number, Record<number, Styled>>,
  { rowData, columnData }: Pick<ReturnType<typeof layoutOf>, 'rowData' | 'columnData'>,
): void {
  for (const [row, columns] of Object.entries(cells)) {
    for (const [column, cell] of Object.entries(columns)) {
      if (rowData[Number(row)]?.s ?? columnData[Number(column)]?.s) cell.s ??= 's0';
    }
  }
}

/** As Univer registers them. */
function namesOf({ definedNames }: Workbook): object {
  const all = definedNames.map(({ name, formula, sheet }, index) => ({
    ...{ id: `name-${index}`, name, formulaOrRefString: formula },
    localSheetId: sheet === undefined ? 'AllDefaultWorkbook' : `sheet-${sheet}`,
  }));
  return Object.fromEntries(all.map((each) => [each.id, each]));
}

function noticesOf({ zip }: Workbook, part: string, root: XmlNode, isLeftOut: (cell: Cell) => boolean) {
  return { notes: readNotes(zip, part).filter((note) => !isLeftOut(note)), links: readLinks(zip, part, root) };
}

/** What the workbook's author allows. Readers change nothing, and have none of it. @param formats what they say of protection */
function rulesOf(root: XmlNode, formats: readonly CellProtection[], scope: OperandScope) {
  const protection = readProtection(root, formats);
  return { ...(protection && { protection }), validations: readValidations(root, scope) };
}

const rangeOf = ({ row, column }: Cell): Range => ({ startRow: row, startColumn: column, endRow: row, endColumn: column });

/**
 * Whether the grid is given a formula's result only: by its engine it would fill the cells around, whose values are other formulas' then. What the engine just does not
 * know it is given, so that people see it.
 */
function isWithheld({ formula, mode }: SheetCell, sheet: number, context: FormulaContext): boolean {
  if (formula === undefined) return false;
  const { isFollowed, intersects } = analyse(formula, sheet, mode, context);
  return !isFollowed && (mode === 'array' || (mode === 'ordinary' && intersects));
}

function cellOf({ value, formula, style }: SheetCell): Styled {
  const type = typeof value === 'number' ? 2 : typeof value === 'boolean' ? 3 : 1;
  return {
    ...(value !== undefined && { v: typeof value === 'boolean' ? Number(value) : value, t: type }),
    ...(formula !== undefined && { f: `=${formula}` }),
    ...(style !== undefined && { s: `s${style}` }),
  };
}

/** Cells in hidden rows and columns, and those below so many rows. */
function leftOut(root: XmlNode, rows: number): (cell: Cell) => boolean {
  const columns = children(child(root, 'cols'), 'col')
    .filter(({ attributes }) => isOn(attributes.hidden))
    .map(({ attributes }) => [Number(attributes.min) - 1, Number(attributes.max) - 1] as const);
  const hidden = new Set<number>();
  for (const { row, node } of rowNodes(root)) if (isOn(node.attributes.hidden)) hidden.add(row);
  return ({ row, column }) => row >= rows || hidden.has(row) || columns.some(([from, to]) => from <= column && column <= to);
}

/** Rows of the sheets a reader sees: for PreviewPages. */
export function visibleRows(workbook: Workbook): number {
  return workbook.sheets.reduce((sum, { hidden }, index) => sum + (hidden ? 0 : rowsOf(workbook.sheet(index).root)), 0);
}

/** Up to the last with a cell; at least one. */
function rowsOf(root: XmlNode): number {
  let last = 0;
  for (const { row, node } of rowNodes(root)) if (node.children.length > 0) last = row;
  return last + 1;
}

/** px; undefined where the file says nothing that makes sense. */
function sizeOf(text: string | undefined, unit: number): number | undefined {
  const size = Math.round(Number(text) * unit);
  return text === undefined || Number.isNaN(size) ? undefined : Math.min(MOST_SIZE, Math.max(0, size));
}

/** @param lines rows with several @param moreRows below the last cell */
function layoutOf(root: XmlNode, end: Cell, lines: ReadonlyMap<number, number>, moreRows: number) {
  const format = child(root, 'sheetFormatPr')?.attributes ?? {};
  const view = child(child(root, 'sheetViews'), 'sheetView');
  const columnData: Record<number, Styled> = {};
  for (const { attributes } of children(child(root, 'cols'), 'col')) {
    const first = Math.max(1, Number(attributes.min));
    const last = Math.min(Number(attributes.max), MOST.columns, Math.max(end.column + 1, first) + MORE.columns);
    const width = sizeOf(attributes.width, DIGIT);
    for (let column = first - 1; column < last; column++) {
      columnData[column] = {
        ...(width !== undefined && { w: width }),
        ...(isOn(attributes.hidden) && { hd: 1 }),
        ...(attributes.style !== undefined && { s: `s${attributes.style}` }),
      };
    }
  }
  const rowData: Record<number, Styled> = {};
  for (const { row, node } of rowNodes(root)) {
    if (!isInside({ row, column: 0 })) continue;
    const { attributes } = node;
    const count = lines.get(row);
    const height = sizeOf(attributes.ht, PX_PER_PT);
    const look = {
      ...(count !== undefined && { h: count * ROW }),
      ...(height !== undefined && { h: height }),
      // It keeps this height, whatever it holds.
      ...(isOn(attributes.customHeight) && { ia: 0 }),
      ...(isOn(attributes.hidden) && { hd: 1 }),
      ...(isOn(attributes.customFormat) && { s: `s${attributes.s}` }),
    };
    if (Object.keys(look).length > 0) rowData[row] = look;
  }
  const rowCount = Math.min(MOST.rows, Math.max(LEAST.rows, end.row + moreRows));
  const columnCount = Math.min(MOST.columns, Math.max(LEAST.columns, end.column + MORE.columns));
  return {
    ...{ rowCount, columnCount },
    defaultColumnWidth: sizeOf(format.defaultColWidth, DIGIT) ?? Math.round(COLUMN_DIGITS * DIGIT + COLUMN_ROOM),
    defaultRowHeight: sizeOf(format.defaultRowHeight, PX_PER_PT) ?? ROW,
    showGridlines: view?.attributes.showGridLines === undefined || isOn(view.attributes.showGridLines) ? 1 : 0,
    rightToLeft: isOn(view?.attributes.rightToLeft) ? 1 : 0,
    ...{ columnData, rowData, freeze: freezeOf(view, rowCount, columnCount) },
  };
}

const mergesOf = (root: XmlNode, rowCount: number, columnCount: number) => {
  const { merges, leftOut } = readMerges(root, { rowCount, columnCount });
  return { mergeData: merges, leftOut };
};

/** Cells that say they are where no sheet has any. */
function cellsBeyond(root: XmlNode): number {
  let count = 0;
  for (const cell of cellNodes(root)) if (!isInside(cell)) count++;
  return count;
}

function freezeOf(view: XmlNode | undefined, rowCount: number, columnCount: number): object {
  const pane = child(view, 'pane')?.attributes ?? {};
  const isFrozen = /^frozen/.test(pane.state ?? '');
  const most = (split: string | undefined, limit: number) => Math.min(limit, Math.max(0, Math.trunc(Number(split ?? 0)) || 0));
  const [x, y] = isFrozen ? [most(pane.xSplit, columnCount - 1), most(pane.ySplit, rowCount - 1)] : [0, 0];
  return { xSplit: x, ySplit: y, startColumn: x > 0 ? x : -1, startRow: y > 0 ? y : -1 };
}
