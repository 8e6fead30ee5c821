/** Changes of one sheet: what becomes of cells, and of the formulas around them. */
import { child, children, escapeXml, type XmlNode } from '../ooxml/xml.js';
import type { CellChange, LineSize } from '../../shared/page-api.js';
import type { CellSet } from '../../shared/sheet/cell-set.js';
import { CellWriter } from './cell-writer.js';
import { ChangedRows } from './changed-rows.js';
import { isDateFormat } from '../../shared/sheet/dates.js';
import { writeEscapes } from '../../shared/sheet/escapes.js';
import { analyse, type FormulaContext } from '../../shared/sheet/followed.js';
import { isReadable } from '../../shared/sheet/formula-tokens.js';
import type { Formats } from './formats.js';
import { arrayOf, writeFormula } from '../../shared/sheet/functions.js';
import { PX_PER_PT, ROW } from './snapshot.js';
import { isInside, moveFormula, type Cell } from '../../shared/sheet/references.js';
import { cellNodes, isOn, rowNodes, sharedCells, type SheetCell, type Workbook } from './workbook.js';

export class SheetPatch {
  readonly #source: string;
  readonly #root: XmlNode;
  readonly #rows: ChangedRows;
  readonly #writer: CellWriter;
  readonly #nodes = new Map<string, XmlNode>();
  /** What the cells are before. */
  readonly #before = new Map<string, SheetCell>();
  losesFormulas = false;
  /** Something may come to something else than is noted. */
  isStale = false;

  constructor(
    private readonly workbook: Workbook,
    private readonly index: number,
    private readonly formats: Formats | undefined,
    private readonly context: FormulaContext,
    private readonly stale: CellSet,
  ) {
    const { source, root } = workbook.sheet(index);
    this.#source = source;
    this.#root = root;
    const data = child(root, 'sheetData');
    if (!data) throw new SyntaxError('the sheet has no data');
    this.#writer = new CellWriter(root.prefix, workbook, formats);
    this.#rows = new ChangedRows(source, root, data, this.#nodes);
    for (const { node, row, column } of cellNodes(root)) if (isInside({ row, column })) this.#nodes.set(`${row} ${column}`, node);
    for (const cell of workbook.cells(root)) this.#before.set(`${cell.row} ${cell.column}`, cell);
  }

  get hasChanged(): boolean {
    return this.#rows.hasChanged;
  }

  resize({ line, at, size, auto }: LineSize): void {
    if (auto && this.#isAbout(at, size)) return;
    this.#rows.resize(line, at, size, auto === true);
  }

  /** Other fonts make rows a little higher or lower, and no difference. */
  #isAbout(row: number, size: number): boolean {
    const { ht, customHeight } = [...rowNodes(this.#root)].find(({ row: at }) => at === row)?.node.attributes ?? {};
    const before = ht ?? child(this.#root, 'sheetFormatPr')?.attributes.defaultRowHeight;
    return !isOn(customHeight) && Math.abs(size - (before === undefined ? ROW : Number(before) * PX_PER_PT)) < ROW / 4;
  }

  /** Takes out what a formula comes to. */
  forget({ row, column }: Cell): void {
    const node = this.#nodes.get(`${row} ${column}`);
    const f = child(node, 'f');
    if (f && !this.#rows.has(row, column))
      this.#rows.put(row, column, this.#writer.cell({ row, column }, node, undefined, this.#source.slice(f.start, f.end), undefined));
  }

  /** @param isUncalculated what a new formula comes to is not known */
  change(change: CellChange, isUncalculated = false): void {
    const { row, column, value, formula, computed } = change;
    const node = this.#nodes.get(`${row} ${column}`);
    const f = child(node, 'f');
    if (computed) {
      // What a formula comes to is noted only where it still is one.
      if (!f || this.#rows.has(row, column)) return;
      const isOneCell = f.attributes.t !== 'array' && change.results !== undefined;
      if (value === '#SPILL!' || isOneCell || this.stale.has(this.index, change)) {
        this.isStale = true;
        return;
      }
      if (change.results) return this.change({ ...change, computed: false });
      this.#rows.put(row, column, this.#writer.cell({ row, column }, node, undefined, this.#source.slice(f.start, f.end), value));
      return;
    }
    const format = this.#format(change, node);
    const before = this.#before.get(`${row} ${column}`);
    const isSameFormula = formula === before?.formula;
    // What is the same stays as it is written: words with formats of their own, formulas that cells share.
    if (value === undefined || (isSameFormula && (value ?? undefined) === before?.value)) {
      if (format === undefined) return;
      const isNumber = typeof before?.value === 'number';
      // A number that becomes a date, or is none any more, counts from another day then.
      if (
        this.workbook.is1904 &&
        isNumber &&
        isDateFormat(this.#writer.patternOf(undefined, node)) !== isDateFormat(this.#writer.patternOf(format, node))
      ) {
        const own = f ? this.#source.slice(f.start, f.end) : '';
        this.isStale ||= f !== undefined;
        this.#rows.put(row, column, this.#writer.cell({ row, column }, node, format, own, before.value));
        return;
      }
      const content = node ? this.#source.slice(node.innerStart, node.innerEnd) : '';
      this.#rows.put(row, column, this.#writer.written({ row, column }, node, format, node?.attributes.t ?? '', content));
      return;
    }
    if (isSameFormula && f && formula !== undefined) {
      const result = isUncalculated ? undefined : value;
      this.#rows.put(row, column, this.#writer.cell({ row, column }, node, format, this.#source.slice(f.start, f.end), result));
      return;
    }
    if (f) this.#release(f, { row, column });
    if (f && formula === undefined) this.losesFormulas = true;
    // It would damage the file.
    if (formula !== undefined && !isReadable(formula)) {
      this.#rows.put(row, column, this.#writer.cell({ row, column }, node, format, '', `=${formula}`));
      return;
    }
    // What the engine makes of a formula it does not follow is not stored.
    const isUnknown = formula !== undefined && (isUncalculated || this.stale.has(this.index, change));
    this.#rows.put(row, column, this.#writer.cell({ row, column }, node, format, this.#formula(change), isUnknown ? undefined : value));
    if (isUnknown) return;
    change.results?.forEach((values, down) =>
      values.forEach((result, right) => {
        if (down > 0 || right > 0) this.#fill({ row: row + down, column: column + right }, result);
      }),
    );
  }

  /** A new formula's element. */
  #formula({ row, column, formula, results }: CellChange): string {
    if (formula === undefined) return '';
    const { isFollowed, intersects } = analyse(formula, this.index, 'ordinary', this.context);
    const size = { rows: results?.length ?? 1, columns: results?.[0]?.length ?? 1 };
    const ref = arrayOf(formula, { row, column }, size, intersects && !isFollowed);
    const tag = `${this.#root.prefix}f`;
    return `<${tag}${ref === undefined ? '' : ` t="array" ref="${ref}"`}>${escapeXml(writeEscapes(writeFormula(formula)))}</${tag}>`;
  }

  /** What a formula in another cell comes to here. */
  #fill(at: Cell, value: CellChange['value']): void {
    if (this.#rows.has(at.row, at.column)) return;
    this.#rows.put(at.row, at.column, this.#writer.cell(at, this.#nodes.get(`${at.row} ${at.column}`), undefined, '', value));
  }

  /** The index of the format it gets; undefined where it keeps what it has. */
  #format({ row, column, format }: CellChange, node: XmlNode | undefined): number | undefined {
    const own = node?.attributes.s;
    const before = Number(own ?? (node ? 0 : this.#lineFormat(row, column)));
    const after = format && this.formats ? this.formats.like(before, format, own !== undefined) : before;
    return after === Number(own ?? 0) ? undefined : after;
  }

  /** What a new cell has by its row, or its column (18.3.1.13 and 18.3.1.73). */
  #lineFormat(row: number, column: number): number {
    for (const { row: at, node } of rowNodes(this.#root)) {
      if (at === row && isOn(node.attributes.customFormat)) return Number(node.attributes.s ?? 0);
    }
    const col = children(child(this.#root, 'cols'), 'col').find(
      ({ attributes }) => Number(attributes.min) <= column + 1 && column + 1 <= Number(attributes.max),
    );
    return Number(col?.attributes.style ?? 0);
  }

  /** A formula that other cells share is written out for each of them before it goes; what it filled is emptied. */
  #release(f: XmlNode, at: Cell): void {
    const area = sharedCells(f);
    for (let row = area?.from.row ?? 0; area && row <= area.to.row; row++) {
      for (let { column } = area.from; column <= area.to.column; column++)
        if (row !== at.row || column !== at.column) this.#fill({ row, column }, null);
    }
    const { t, si } = f.attributes;
    if (t !== 'shared' || !f.text) return;
    for (const { node, row, column } of cellNodes(this.#root)) {
      const other = child(node, 'f');
      if (!other || other === f || other.attributes.t !== 'shared' || other.attributes.si !== si || this.#rows.has(row, column)) continue;
      const own = this.#writer.element('f', escapeXml(moveFormula(f.text, at, { row, column })));
      this.#rows.put(row, column, this.#source.slice(node.start, other.start) + own + this.#source.slice(other.end, node.end));
    }
  }

  /** The part with its changes. */
  write(): string {
    return this.#rows.write();
  }
}
