/** An Excel workbook as its parts say it (ECMA-376 part 1, 18): what there is of sheets, strings and cells, and where each stands. */
import { mainPart, related, relationshipsOf } from '../ooxml/relationships.js';
import { child, children, parseXml, type XmlNode } from '../ooxml/xml.js';
import { ZipFile } from '../ooxml/zip-file.js';
import { readISODate, toFile, toGrid } from '../../shared/sheet/dates.js';
import { readCellText, readEscapes } from '../../shared/sheet/escapes.js';
import type { DefinedName, FormulaMode } from '../../shared/sheet/followed.js';
import { readFormula } from '../../shared/sheet/functions.js';
import { isInside, moveFormula, readRange, readReference, type Cell } from '../../shared/sheet/references.js';
import { readPatterns } from './styles.js';

export interface SheetPart {
  name: string;
  hidden: boolean;
  /** Name of its part. */
  part: string;
}

export interface SheetCell extends Cell {
  /** As the grid has it: dates counted from 1900, escapes decoded. */
  value: string | number | boolean | undefined;
  /** Without its equals sign, as people write it in this cell. Undefined also for those that belong to several cells together. */
  formula: string | undefined;
  /** How it is calculated. */
  mode: FormulaMode;
  /** Index of its format. */
  style: number | undefined;
  /** Words in it have looks of their own (18.4.4). */
  isRich: boolean;
}

interface SharedString {
  text: string;
  isRich: boolean;
}

export class Workbook {
  readonly sheets: readonly SheetPart[];
  /** Path of the workbook's own part. */
  readonly part: string;
  /** Of that part. */
  readonly root: XmlNode;
  /** Its dates are counted from 1904. */
  readonly is1904: boolean;
  #strings: SharedString[] | undefined;
  #patterns: (string | undefined)[] | undefined;

  /** @throws {Error} when it is damaged */
  constructor(readonly zip: ZipFile) {
    this.part = mainPart(zip) ?? 'xl/workbook.xml';
    const root = parseXml(required(zip, this.part));
    this.root = root;
    this.is1904 = isOn(child(root, 'workbookPr')?.attributes.date1904);
    const targets = new Map(relationshipsOf(zip, this.part).map(({ id, target }) => [id, target]));
    this.sheets = children(child(root, 'sheets'), 'sheet').map(({ attributes }) => {
      const id = Object.keys(attributes).find((name) => /:id$/.test(name));
      const part = targets.get(attributes[id ?? ''] ?? '') ?? '';
      return { name: readEscapes(attributes.name ?? ''), hidden: /hidden/i.test(attributes.state ?? ''), part };
    });
    if (this.sheets.length === 0) throw new SyntaxError('the workbook has no sheets');
  }

  /** Parts by the last word of their type. */
  related(type: string): string[] {
    return related(this.zip, this.part, type);
  }

  /** Names that formulas may use; without those of Excel's own. @returns `sheet` where it is known on that sheet only */
  get definedNames(): DefinedName[] {
    return children(child(this.root, 'definedNames'), 'definedName').flatMap(({ attributes: { name = '', localSheetId }, text }) =>
      name.startsWith('_xlnm')
        ? []
        : [
            {
              name: readEscapes(name),
              formula: readFormula(readEscapes(text)),
              sheet: localSheetId === undefined ? undefined : Number(localSheetId),
            },
          ],
    );
  }

  /** A sheet's part as it is written. */
  sheetSource(index: number): string {
    return required(this.zip, this.sheets[index]?.part ?? '');
  }

  sheet(index: number): { source: string; root: XmlNode } {
    const source = this.sheetSource(index);
    return { source, root: parseXml(source) };
  }

  /** Number formats by the index cells use. */
  get patterns(): readonly (string | undefined)[] {
    this.#patterns ??= this.related('styles').flatMap((part) => readPatterns(parseXml(required(this.zip, part))));
    return this.#patterns;
  }

  /** The number a file has for one of the grid. @param pattern of the cell */
  toFile(value: number, pattern: string | undefined): number {
    return toFile(value, this.is1904, pattern);
  }

  /** Without those that lie beyond the limits of a sheet. */
  *cells(root: XmlNode): Generator<SheetCell> {
    const shared = new Map<string, { formula: string; cell: Cell }>();
    for (const { node, row, column } of cellNodes(root)) {
      if (!isInside({ row, column })) continue;
      const f = child(node, 'f');
      let formula: string | undefined;
      if (f && (f.attributes.t ?? 'normal') === 'normal') formula = f.text;
      else if (f?.attributes.t === 'array' && !sharedCells(f)) formula = f.text;
      else if (f?.attributes.t === 'shared') {
        const si = f.attributes.si ?? '';
        if (f.text) shared.set(si, { formula: f.text, cell: { row, column } });
        const origin = shared.get(si);
        if (origin) formula = moveFormula(origin.formula, origin.cell, { row, column });
      }
      const style = node.attributes.s === undefined ? undefined : Number(node.attributes.s);
      yield {
        row,
        column,
        value: this.#value(node),
        formula: formula ? readFormula(readEscapes(formula)) : undefined,
        // Cells that come to several values say so in their metadata (18.9).
        mode: f?.attributes.t !== 'array' ? 'ordinary' : node.attributes.cm === undefined ? 'array' : 'dynamic',
        style,
        isRich: this.#isRich(node),
      };
    }
  }

  #value(node: XmlNode): SheetCell['value'] {
    const text = child(node, 'v')?.text;
    const type: string = node.attributes.t ?? 'n';
    switch (type) {
      case 's':
        return text === undefined ? undefined : this.#string(Number(text));
      case 'inlineStr':
        return textOf(child(node, 'is'));
      case 'b':
        return text === undefined ? undefined : text === '1' || text === 'true';
      case 'str':
        return text === undefined ? undefined : readCellText(text);
      case 'e':
        return text;
      case 'd':
        return text === undefined ? undefined : (readISODate(text) ?? text);
      default:
        return text === undefined || text === ''
          ? undefined
          : toGrid(Number(text), this.is1904, this.patterns[Number(node.attributes.s ?? 0)]);
    }
  }

  #string(index: number): string | undefined {
    // One that is not there is not shown as an empty cell: of a workbook that is too large only the first are read.
    return this.#sharedStrings[index]?.text ?? '…';
  }

  #isRich(node: XmlNode): boolean {
    if (node.attributes.t === 's') return this.#sharedStrings[Number(child(node, 'v')?.text)]?.isRich ?? false;
    return isRich(child(node, 'is'));
  }

  get #sharedStrings(): SharedString[] {
    const read = (node: XmlNode) => ({ text: textOf(node), isRich: isRich(node) });
    this.#strings ??= this.related('sharedStrings').flatMap((part) => children(parseXml(required(this.zip, part)), 'si').map(read));
    return this.#strings;
  }
}

/** The rows in a sheet's part; those that do not say where they are follow the one before. */
export function* rowNodes(root: XmlNode): Generator<{ node: XmlNode; row: number }> {
  let row = -1;
  for (const node of children(child(root, 'sheetData'), 'row')) {
    row = node.attributes.r === undefined ? row + 1 : Number(node.attributes.r) - 1;
    yield { node, row };
  }
}

/** The cells in a sheet's part; those that do not say where they are follow the one before. */
export function* cellNodes(root: XmlNode): Generator<Cell & { node: XmlNode; rowNode: XmlNode }> {
  for (const { row, node: rowNode } of rowNodes(root)) {
    let column = -1;
    for (const node of children(rowNode, 'c')) {
      column = node.attributes.r === undefined ? column + 1 : readReference(node.attributes.r).column;
      yield { node, rowNode, row, column };
    }
  }
}

const isRich = (node: XmlNode | undefined) => children(node, 'r').some((run) => child(run, 'rPr') !== undefined);

/** Plain text of a string with formats (18.4.8): its runs, without the readings of East Asian words. */
function textOf(node: XmlNode | undefined): string {
  if (!node) return '';
  const text = node.children.map((each) => (each.name === 't' ? each.text : each.name === 'r' ? (child(each, 't')?.text ?? '') : ''));
  return readCellText(text.join(''));
}

/** A formula fills no more cells here, whatever the file says. */
const MOST_FILLED = { rows: 9_999, columns: 99 };

/** The cells that a formula, or a table of what one comes to, fills; undefined where it is one (18.3.1.40). @param f its element */
export function sharedCells({ attributes: { t, ref } }: XmlNode): { from: Cell; to: Cell } | undefined {
  if (ref === undefined || (t !== 'array' && t !== 'dataTable')) return undefined;
  const { from, to: last } = readRange(ref);
  if (!isInside(from) || !isInside(last)) return undefined;
  const to = { row: Math.min(last.row, from.row + MOST_FILLED.rows), column: Math.min(last.column, from.column + MOST_FILLED.columns) };
  return t === 'dataTable' || from.row !== to.row || from.column !== to.column ? { from, to } : undefined;
}

export function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

function required(zip: ZipFile, part: string): string {
  const text = zip.text(part);
  if (text === undefined) throw new SyntaxError(`the part ${part} is missing`);
  return text;
}
