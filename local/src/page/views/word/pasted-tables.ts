/** Tables in pasted HTML, of web pages, Word and Excel alike. */
import type { Node as DocNode } from 'prosemirror-model';
import { lookOf, type Look } from './pasted-look.js';
import type { PasteTarget } from './paste-target.js';
import { formatOf, type Format } from './pasted-paragraphs.js';
import { bordersOf, toColour, toTwips, type Border } from './pasted-styles.js';

/** What reads the content of a cell, with tables in it again. */
interface CellContent {
  read(parent: Node, look?: Look, format?: Format): { blocks: DocNode[] };
}

interface Cell {
  element: HTMLTableCellElement | null;
  row: number;
  column: number;
  colspan: number;
  rowspan: number;
}

/** More columns than that Word does not take. */
const WIDEST = 63;
const NONE = { style: 'none', size: 0, space: 0 };
const VERTICAL: Readonly<Record<string, string>> = { middle: 'center', center: 'center', bottom: 'bottom' };

/** @param newContent reads what stands in a cell @returns the table, and its caption before it */
export function readTable(table: HTMLTableElement, look: Look, target: PasteTarget, newContent: () => CellContent): DocNode[] {
  const { schema } = target;
  const caption = table.caption ? newContent().read(table.caption, lookOf(table.caption, look, true)).blocks : [];
  const rows = [...table.rows];
  const { cells, columns } = gridOf(rows);
  if (columns === 0) return caption;
  const widths = widthsOf(table, cells, columns, target.width);
  const line = Number(table.getAttribute('border') ?? 0) > 0 ? LINE : undefined;
  const borders = new Map(cells.map((cell) => [cell, cell.element ? (bordersOf(cell.element.style) ?? line) : undefined]));
  const hasBorders = [...borders.values()].some(Boolean);
  const made = rows.map((row, index) => {
    const ownLook = lookOf(row, lookOf(row.parentElement!, look, true), true);
    const content = cells
      .filter((cell) => cell.row === index)
      .sort((one, other) => one.column - other.column)
      .map((cell) => {
        const width = widths.slice(cell.column, cell.column + cell.colspan).reduce((sum, each) => sum + each, 0);
        const sides = { top: NONE, right: NONE, bottom: NONE, left: NONE, ...borders.get(cell) };
        const attributes = { colspan: cell.colspan, rowspan: cell.rowspan, width, widthType: 'dxa', borders: hasBorders ? sides : null };
        const filled = { ...attributes, ...(cell.element ? ownAttributes(cell.element, row, table) : {}) };
        return schema.node('tableCell', filled, contentOf(cell, row, ownLook, target, newContent));
      });
    return schema.node('tableRow', { isHeader: row.parentElement?.tagName === 'THEAD' }, content);
  });
  const isCentred = table.getAttribute('align') === 'center' || (table.style.marginLeft === 'auto' && table.style.marginRight === 'auto');
  const width = widths.reduce((sum, each) => sum + each, 0);
  const size = { columnWidths: widths, width, widthType: 'dxa', tableLayout: 'fixed', justification: isCentred ? 'center' : null };
  const attributes = { ...size, cellMargins: MARGINS };
  return [...caption, schema.node('table', attributes, made)];
}

/** As in Word's own tables, twips: documents of other programs have none. */
const MARGINS = { top: 0, bottom: 0, left: 108, right: 108 };
const LINE: Record<'top' | 'right' | 'bottom' | 'left', Border> = ((border: Border) => ({
  top: border,
  right: border,
  bottom: border,
  left: border,
}))({ style: 'single', size: 4, color: { auto: true } });

function ownAttributes(cell: HTMLTableCellElement, row: HTMLTableRowElement, table: HTMLTableElement): object {
  const fill = [cell, row, table].map((each) => toColour(each.style.backgroundColor || (each.getAttribute('bgcolor') ?? ''))).find(Boolean);
  const vertical = cell.style.verticalAlign || cell.getAttribute('valign') || row.getAttribute('valign') || '';
  return { backgroundColor: fill && fill !== 'FFFFFF' ? fill : null, verticalAlign: VERTICAL[vertical.toLowerCase()] ?? null };
}

function contentOf({ element }: Cell, row: HTMLTableRowElement, look: Look, target: PasteTarget, newContent: () => CellContent): DocNode[] {
  const empty = target.schema.node('paragraph', FORMAT);
  if (!element) return [empty];
  const format: Format = { ...FORMAT, ...alignmentOf(row, target), ...alignmentOf(element, target) };
  const { blocks } = newContent().read(element, lookOf(element, look, true), format);
  // A cell ends with a paragraph (17.4.65).
  return blocks.at(-1)?.type.name === 'paragraph' ? blocks : [...blocks, empty];
}

/** Cells are closer than paragraphs of text. */
const FORMAT: Format = { spaceBefore: 0, spaceAfter: 0 };

function alignmentOf(element: HTMLElement, target: PasteTarget): Format {
  const { alignment, bidi } = formatOf(element, {}, target);
  return { ...(alignment ? { alignment } : {}), ...(bidi ? { bidi } : {}) };
}

/** Which cell is where, with cells in all places that HTML leaves open. */
function gridOf(rows: readonly HTMLTableRowElement[]): { cells: Cell[]; columns: number } {
  const taken: boolean[][] = rows.map(() => []);
  const cells: Cell[] = [];
  rows.forEach(({ cells: own }, row) => {
    let column = 0;
    for (const element of own) {
      while (taken[row]![column]) column++;
      if (column >= WIDEST) break;
      let colspan = 1;
      const most = Math.min(element.colSpan, WIDEST - column);
      while (colspan < most && !taken[row]![column + colspan]) colspan++;
      const rowspan = Math.min(element.rowSpan || rows.length, rows.length - row);
      cells.push({ element, row, column, colspan, rowspan });
      for (let y = row; y < row + rowspan; y++) for (let x = column; x < column + colspan; x++) taken[y]![x] = true;
      column += colspan;
    }
  });
  const columns = Math.max(0, ...taken.map(({ length }) => length));
  taken.forEach((places, row) => {
    for (let column = 0; column < columns; column++)
      if (!places[column]) cells.push({ element: null, row, column, colspan: 1, rowspan: 1 });
  });
  return { cells, columns };
}

/** Twips, within what there is room for. */
function widthsOf(table: HTMLTableElement, cells: readonly Cell[], columns: number, room: number): number[] {
  const widths: (number | undefined)[] = [];
  for (const column of table.querySelectorAll<HTMLTableColElement>(':scope > col, :scope > colgroup > col')) {
    const width = widthOf(column);
    for (let left = column.span; left > 0; left--) widths.push(width);
  }
  for (const { element, column, colspan } of cells) if (element && colspan === 1) widths[column] ??= widthOf(element);
  const known = Array.from({ length: columns }, (_, column) => widths[column]);
  const sum = known.reduce<number>((total, each) => total + (each ?? 0), 0);
  const open = known.filter((each) => each === undefined).length;
  const share = open === 0 ? 0 : Math.max(NARROWEST, (room - sum) / open);
  const all = known.map((each) => each ?? share);
  const total = all.reduce((some, each) => some + each, 0);
  return all.map((each) => Math.max(1, Math.round(total > room ? (each * room) / total : each)));
}

/** A quarter of an inch. */
const NARROWEST = 360;

const widthOf = (element: HTMLElement): number | undefined =>
  toTwips(element.style.width) || toTwips(element.getAttribute('width') ?? '') || undefined;
