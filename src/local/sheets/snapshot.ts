/** A workbook for the page's grid: Univer's workbook data, of what the grid can draw. */
import { child, children, parseXml, type XmlNode } from '../packages/xml.js';
import { Colours } from './colours.js';
import { readStyles } from './styles.js';
import { merges, type SheetCell, type Workbook } from './workbook.js';

/** Most cells a grid is made of, all sheets together. */
export const MOST_CELLS = 400_000;

/** Excel's: width of a digit in Calibri 11 and the room beside it, px; height of a row, px. */
const DIGIT = 7;
const COLUMN_ROOM = 5;
const ROW = 20;
const PX_PER_PT = 4 / 3;
const COLUMN_DIGITS = 8.43;

/** Empty room that is drawn around the cells there are. */
const MORE = { rows: 60, columns: 16 };
const LEAST = { rows: 120, columns: 26 };
/** Excel's. */
const MOST = { rows: 1_048_576, columns: 16_384 };

/** @throws {RangeError} when it has too many cells */
export function snapshotOf(workbook: Workbook, name: string): object {
  const { zip, sheets } = workbook;
  const part = (type: string) => workbook.related(type).map((each) => zip.text(each))[0];
  const styleSheet = part('styles');
  const styles = styleSheet === undefined ? [] : readStyles(parseXml(styleSheet), new Colours(part('theme')));
  let cells = 0;
  const data = sheets.map(({ name: sheetName, hidden }, index) => {
    const { root } = workbook.sheet(index);
    const cellData: Record<number, Record<number, object>> = {};
    const end = { row: 0, column: 0 };
    for (const cell of workbook.cells(root)) {
      if (++cells > MOST_CELLS) throw new RangeError('the workbook has too many cells');
      (cellData[cell.row] ??= {})[cell.column] = cellOf(cell);
      end.row = Math.max(end.row, cell.row);
      end.column = Math.max(end.column, cell.column);
    }
    return { id: `sheet-${index}`, name: sheetName, hidden: hidden ? 1 : 0, cellData, ...layoutOf(root, end) };
  });
  return {
    ...{ id: 'workbook', name, appVersion: '0.25.1', locale: 'enUS' },
    styles: Object.fromEntries(styles.map((style, index) => [`s${index}`, style])),
    defaultStyle: styles[0] ?? null,
    sheetOrder: data.map(({ id }) => id),
    sheets: Object.fromEntries(data.map((sheet) => [sheet.id, sheet])),
  };
}

function cellOf({ value, formula, style }: SheetCell): object {
  const type = typeof value === 'number' ? 2 : typeof value === 'boolean' ? 3 : 1;
  return {
    ...(value !== undefined && { v: typeof value === 'boolean' ? Number(value) : value, t: type }),
    ...(formula !== undefined && { f: `=${formula}` }),
    ...(style !== undefined && { s: `s${style}` }),
  };
}

function layoutOf(root: XmlNode, end: { row: number; column: number }): object {
  const format = child(root, 'sheetFormatPr')?.attributes ?? {};
  const view = child(child(root, 'sheetViews'), 'sheetView');
  const columnData: Record<number, object> = {};
  for (const { attributes } of children(child(root, 'cols'), 'col')) {
    const last = Math.min(Number(attributes.max), MOST.columns, Math.max(end.column + 1, Number(attributes.min)) + MORE.columns);
    for (let column = Number(attributes.min) - 1; column < last; column++) {
      columnData[column] = {
        ...(attributes.width !== undefined && { w: Math.round(Number(attributes.width) * DIGIT) }),
        ...(isOn(attributes.hidden) && { hd: 1 }),
        ...(attributes.style !== undefined && { s: `s${attributes.style}` }),
      };
    }
  }
  const rowData: Record<number, object> = {};
  let row = -1;
  for (const { attributes } of children(child(root, 'sheetData'), 'row')) {
    row = attributes.r === undefined ? row + 1 : Number(attributes.r) - 1;
    const look = {
      ...(attributes.ht !== undefined && { h: Math.round(Number(attributes.ht) * PX_PER_PT), ia: 0 }),
      ...(isOn(attributes.hidden) && { hd: 1 }),
      ...(isOn(attributes.customFormat) && { s: `s${attributes.s}` }),
    };
    if (Object.keys(look).length > 0) rowData[row] = look;
  }
  const mergeData = merges(root).map(({ from, to }) => ({
    startRow: from.row,
    startColumn: from.column,
    endRow: to.row,
    endColumn: to.column,
  }));
  return {
    rowCount: Math.min(MOST.rows, Math.max(LEAST.rows, end.row + MORE.rows)),
    columnCount: Math.min(MOST.columns, Math.max(LEAST.columns, end.column + MORE.columns)),
    defaultColumnWidth: Math.round(
      format.defaultColWidth === undefined ? COLUMN_DIGITS * DIGIT + COLUMN_ROOM : Number(format.defaultColWidth) * DIGIT,
    ),
    defaultRowHeight: format.defaultRowHeight === undefined ? ROW : Math.round(Number(format.defaultRowHeight) * PX_PER_PT),
    showGridlines: view?.attributes.showGridLines === undefined || isOn(view.attributes.showGridLines) ? 1 : 0,
    rightToLeft: isOn(view?.attributes.rightToLeft) ? 1 : 0,
    ...{ columnData, rowData, mergeData, freeze: freezeOf(view) },
  };
}

function freezeOf(view: XmlNode | undefined): object {
  const pane = child(view, 'pane')?.attributes ?? {};
  const isFrozen = /^frozen/.test(pane.state ?? '');
  const [x, y] = isFrozen ? [Number(pane.xSplit ?? 0), Number(pane.ySplit ?? 0)] : [0, 0];
  return { xSplit: x, ySplit: y, startColumn: x > 0 ? x : -1, startRow: y > 0 ? y : -1 };
}

function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
