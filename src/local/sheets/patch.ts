/** Changes cells of a workbook and nothing else: only the parts of their sheets are written anew, of those only the rows with changes, and the styles where there are new ones. */
import { child, children, escapeXml, parseXml, spliceText, type Splice, type XmlNode } from '../packages/xml.js';
import { findPart, relationsPartOf, resolveTarget } from '../packages/relationships.js';
import { ZipFile } from '../packages/zip-file.js';
import type { CellChange, CellChanges, LineSize } from '../page-api.js';
import { CellSet } from './cell-set.js';
import { Colours } from './colours.js';
import { changedColumns } from './columns.js';
import { isDateFormat, writeISODate } from './dates.js';
import { writeEscapes } from './escapes.js';
import { analyse, type FormulaContext } from './followed.js';
import { isReadable } from './formula-tokens.js';
import { Formats } from './formats.js';
import { arrayOf, writeFormula } from './functions.js';
import { calculatedOnLoad } from './recalculation.js';
import { PX_PER_PT, ROW } from './snapshot.js';
import { SheetGuard } from './sheet-guard.js';
import { contextOf, outdatedCells, staleCells } from './stale.js';
import { MOST, isInside, moveFormula, readReference, writeReference, type Cell } from './references.js';
import { Workbook, cellNodes, isOn, rowNodes, sharedCells, type SheetCell } from './workbook.js';

/** What formulas come to that cannot be calculated (18.18.11). */
const ERRORS = /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA)$/;

/** @throws {ImmFault} `CellLocked`, `SheetProtected`, `CellInvalid`: nothing is changed then @throws {Error} when the file is damaged or has no such sheet */
export function changeWorkbook(file: Buffer, { cells, lines = [], uncalculated = false }: CellChanges): Buffer {
  const workbook = new Workbook(ZipFile.parse(file));
  const parts = new Map<string, string | null>();
  let losesFormulas = false;
  const formats = formatsOf(workbook);
  const hasContent = cells.some(({ value }) => value !== undefined);
  const context = contextOf(workbook);
  const { stale } = hasContent ? staleCells(workbook, context, cells) : { stale: new CellSet() };
  const outdated = hasContent && uncalculated ? outdatedCells(workbook, context, cells) : new CellSet();
  let isStale = !stale.isEmpty || (hasContent && uncalculated);
  for (const index of new Set([...cells, ...lines].map(({ sheet }) => sheet).concat(outdated.sheets))) {
    const patch = new SheetPatch(workbook, index, formats, context, stale);
    const guard = new SheetGuard(workbook, index, context);
    for (const change of cells) {
      if (change.sheet !== index) continue;
      const isUnknown = uncalculated && change.formula !== undefined;
      if (guard.mayChange(change) && !(isUnknown && change.computed)) patch.change(change, isUnknown);
    }
    for (const cell of outdated.cells(index)) if (!stale.has(index, cell)) patch.forget(cell);
    for (const size of lines) if (size.sheet === index && guard.mayResize(size)) patch.resize(size);
    if (!patch.hasChanged) continue;
    parts.set(workbook.sheets[index]!.part, patch.write());
    losesFormulas ||= patch.losesFormulas;
    isStale ||= patch.isStale;
  }
  if (parts.size === 0) return file;
  if (isStale) parts.set(workbook.part, calculatedOnLoad(workbook.zip.text(workbook.part)!));
  if (formats?.hasChanged) parts.set(workbook.related('styles')[0]!, formats.write());
  // The order in which Excel calculated last time names every formula there is, and must not name one that is gone. Excel makes it anew.
  if (losesFormulas) for (const part of workbook.related('calcChain')) dropPart(workbook, part, parts);
  return workbook.zip.with(parts).toBuffer();
}

/** Undefined where a workbook has no styles. */
function formatsOf(workbook: Workbook): Formats | undefined {
  const textOf = (type: string) => workbook.related(type).map((part) => workbook.zip.text(part))[0];
  const styles = textOf('styles');
  return styles === undefined ? undefined : new Formats(styles, new Colours(textOf('theme')));
}

class SheetPatch {
  readonly #source: string;
  readonly #root: XmlNode;
  readonly #prefix: string;
  readonly #data: XmlNode;
  /** What is to be written of the cells that are not as they were, by row and column. */
  readonly #cells = new Map<number, Map<number, string>>();
  readonly #nodes = new Map<string, XmlNode>();
  /** New heights and widths, px. */
  readonly #sizes = { row: new Map<number, number>(), column: new Map<number, number>() };
  /** Rows among them whose height may become another again. */
  readonly #auto = new Set<number>();
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
    this.#prefix = root.prefix;
    const data = child(root, 'sheetData');
    if (!data) throw new SyntaxError('the sheet has no data');
    this.#data = data;
    for (const { node, row, column } of cellNodes(root)) if (isInside({ row, column })) this.#nodes.set(`${row} ${column}`, node);
    for (const cell of workbook.cells(root)) this.#before.set(`${cell.row} ${cell.column}`, cell);
  }

  get hasChanged(): boolean {
    return this.#cells.size + this.#sizes.row.size + this.#sizes.column.size > 0;
  }

  resize({ line, at, size, auto }: LineSize): void {
    if (auto && this.#isAbout(at, size)) return;
    this.#sizes[line].set(at, size);
    if (auto) this.#auto.add(at);
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
    if (f && !this.#cells.get(row)?.has(column))
      this.#put(row, column, this.#cell({ row, column }, node, undefined, this.#source.slice(f.start, f.end), undefined));
  }

  /** @param isUncalculated what a new formula comes to is not known */
  change(change: CellChange, isUncalculated = false): void {
    const { row, column, value, formula, computed } = change;
    const node = this.#nodes.get(`${row} ${column}`);
    const f = child(node, 'f');
    if (computed) {
      // What a formula comes to is noted only where it still is one.
      if (!f || this.#cells.get(row)?.has(column)) return;
      const isOneCell = f.attributes.t !== 'array' && change.results !== undefined;
      if (value === '#SPILL!' || isOneCell || this.stale.has(this.index, change)) {
        this.isStale = true;
        return;
      }
      if (change.results) return this.change({ ...change, computed: false });
      this.#put(row, column, this.#cell({ row, column }, node, undefined, this.#source.slice(f.start, f.end), value));
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
      if (this.workbook.is1904 && isNumber && isDateFormat(this.#pattern(undefined, node)) !== isDateFormat(this.#pattern(format, node))) {
        const own = f ? this.#source.slice(f.start, f.end) : '';
        this.isStale ||= f !== undefined;
        this.#put(row, column, this.#cell({ row, column }, node, format, own, before.value));
        return;
      }
      const content = node ? this.#source.slice(node.innerStart, node.innerEnd) : '';
      this.#put(row, column, this.#written({ row, column }, node, format, node?.attributes.t ?? '', content));
      return;
    }
    if (isSameFormula && f && formula !== undefined) {
      const result = isUncalculated ? undefined : value;
      this.#put(row, column, this.#cell({ row, column }, node, format, this.#source.slice(f.start, f.end), result));
      return;
    }
    if (f) this.#release(f, { row, column });
    if (f && formula === undefined) this.losesFormulas = true;
    // It would damage the file.
    if (formula !== undefined && !isReadable(formula)) {
      this.#put(row, column, this.#cell({ row, column }, node, format, '', `=${formula}`));
      return;
    }
    // What the engine makes of a formula it does not follow is not stored.
    const isUnknown = formula !== undefined && (isUncalculated || this.stale.has(this.index, change));
    this.#put(row, column, this.#cell({ row, column }, node, format, this.#formula(change), isUnknown ? undefined : value));
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
    const tag = `${this.#prefix}f`;
    return `<${tag}${ref === undefined ? '' : ` t="array" ref="${ref}"`}>${escapeXml(writeEscapes(writeFormula(formula)))}</${tag}>`;
  }

  /** What a formula in another cell comes to here. */
  #fill(at: Cell, value: CellChange['value']): void {
    if (this.#cells.get(at.row)?.has(at.column)) return;
    this.#put(at.row, at.column, this.#cell(at, this.#nodes.get(`${at.row} ${at.column}`), undefined, '', value));
  }

  /** The index of the format it gets; undefined where it keeps what it has. */
  #format({ row, column, format }: CellChange, node: XmlNode | undefined): number | undefined {
    const own = node?.attributes.s;
    const before = Number(own ?? (node ? 0 : this.#lineFormat(row, column)));
    const after = format && this.formats ? this.formats.like(before, format, own !== undefined) : before;
    return after === Number(own ?? 0) ? undefined : after;
  }

  /** The number format of a cell. @param format the one it gets, if another */
  #pattern(format: number | undefined, node: XmlNode | undefined): string | undefined {
    return this.formats?.patternOf(format ?? Number(node?.attributes.s ?? 0));
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
      if (!other || other === f || other.attributes.t !== 'shared' || other.attributes.si !== si || this.#cells.get(row)?.has(column))
        continue;
      const own = this.#element('f', escapeXml(moveFormula(f.text, at, { row, column })));
      this.#put(row, column, this.#source.slice(node.start, other.start) + own + this.#source.slice(other.end, node.end));
    }
  }

  /** @param format another than it has */
  #cell(at: Cell, node: XmlNode | undefined, format: number | undefined, formula: string, value: CellChange['value']): string {
    const written = (type: string, inside: string) => this.#written(at, node, format, type, inside);
    if (value === null || value === undefined) return written('', formula);
    if (typeof value === 'number') {
      const pattern = this.#pattern(format, node);
      // Strict files write dates by ISO 8601.
      const date = node?.attributes.t === 'd' && isDateFormat(pattern) ? writeISODate(value) : undefined;
      if (date !== undefined) return written('d', formula + this.#element('v', date));
      return written('', formula + this.#element('v', String(this.workbook.toFile(value, pattern))));
    }
    if (typeof value === 'boolean') return written('b', formula + this.#element('v', value ? '1' : '0'));
    if (formula) return written(ERRORS.test(value) ? 'e' : 'str', formula + this.#element('v', escapeXml(writeEscapes(value))));
    // In the cell itself, not among the strings all sheets share: that part stays as it is.
    const text = `<${this.#prefix}t xml:space="preserve">${escapeXml(writeEscapes(value))}</${this.#prefix}t>`;
    return written('inlineStr', this.#element('is', text));
  }

  #written(at: Cell, node: XmlNode | undefined, format: number | undefined, type: string, inside: string): string {
    const { r: _, t: __, ...kept } = node?.attributes ?? {};
    const all = { r: writeReference(at), ...kept, ...(format !== undefined && { s: String(format) }), ...(type && { t: type }) };
    const attributes = Object.entries(all).map(([name, text]) => ` ${name}="${escapeXml(text)}"`);
    const tag = `${this.#prefix}c`;
    return inside ? `<${tag}${attributes.join('')}>${inside}</${tag}>` : `<${tag}${attributes.join('')}/>`;
  }

  #element(name: string, inside: string): string {
    return `<${this.#prefix}${name}>${inside}</${this.#prefix}${name}>`;
  }

  #put(row: number, column: number, text: string): void {
    const cells = this.#cells.get(row) ?? new Map<number, string>();
    this.#cells.set(row, cells.set(column, text));
  }

  write(): string {
    const splices: Splice[] = changedColumns(this.#source, this.#root, this.#data.start, this.#sizes.column);
    const left = new Set([...this.#cells.keys(), ...this.#sizes.row.keys()]);
    const newRows = (before: number) =>
      [...left]
        .filter((row) => row < before)
        .sort((a, b) => a - b)
        .map((row) => (left.delete(row), this.#newRow(row)))
        .join('');
    for (const { row, node } of rowNodes(this.#root)) {
      if (!isInside({ row, column: 0 })) continue;
      const before = newRows(row);
      if (before) splices.push({ start: node.start, end: node.start, text: before });
      if (left.delete(row)) splices.push(...this.#changedRow(row, node));
    }
    const after = newRows(Infinity);
    const { start, end, innerEnd, children: rows } = this.#data;
    // Rows that say they are beyond the sheet stay the last.
    const place = rows.find((node) => Number(node.attributes.r) > MOST.rows)?.start ?? innerEnd;
    if (after && innerEnd === end) splices.push({ start, end, text: this.#element('sheetData', after) });
    else if (after) splices.push({ start: place, end: place, text: after });
    return spliceText(this.#source, splices);
  }

  #newRow(row: number): string {
    const cells = [...(this.#cells.get(row) ?? [])].sort(([a], [b]) => a - b).map(([, text]) => text);
    return `${this.#rowTag(row, undefined)}${cells.join('')}</${this.#prefix}row>`;
  }

  /** Its changed cells where they stand, and new ones among those it has. */
  #changedRow(row: number, node: XmlNode): Splice[] {
    const cells = this.#cells.get(row) ?? new Map<number, string>();
    const isEmpty = node.innerEnd === node.end;
    const splices: Splice[] = [];
    const places: { column: number; start: number }[] = [];
    let column = -1;
    for (const cell of children(node, 'c')) {
      column = cell.attributes.r === undefined ? column + 1 : readReference(cell.attributes.r).column;
      if (isInside({ row, column })) places.push({ column, start: cell.start });
    }
    let added = '';
    for (const [at, text] of [...cells].sort(([a], [b]) => a - b)) {
      const own = this.#nodes.get(`${row} ${at}`);
      const start = own ? undefined : places.find((place) => place.column > at)?.start;
      if (own) splices.push({ start: own.start, end: own.end, text });
      else if (start === undefined) added += text;
      else splices.push({ start, end: start, text });
    }
    const hasNew = cells.size > splices.filter(({ start, end }) => start < end).length;
    const tagEnd = node.children[0]?.start ?? node.innerStart;
    if (hasNew || isEmpty || this.#sizes.row.has(row)) splices.unshift({ start: node.start, end: tagEnd, text: this.#rowTag(row, node) });
    const end = `${added}${isEmpty ? `</${this.#prefix}row>` : ''}`;
    if (end) splices.push({ start: node.innerEnd, end: node.innerEnd, text: end });
    return splices;
  }

  #rowTag(row: number, node: XmlNode | undefined): string {
    // The span of columns is a hint for reading faster, and may not be true any more.
    const { r: _, spans: __, ...kept } = node?.attributes ?? {};
    const size = this.#sizes.row.get(row);
    const height = size !== undefined && { ht: String(size / PX_PER_PT), customHeight: this.#auto.has(row) ? '0' : '1' };
    const attributes = Object.entries({ r: String(row + 1), ...kept, ...height }).map(([name, text]) => ` ${name}="${escapeXml(text)}"`);
    return `<${this.#prefix}row${attributes.join('')}>`;
  }
}

/** Takes a part out, with what refers to it. */
function dropPart({ zip, part: workbookPart }: Workbook, part: string, parts: Map<string, string | null>): void {
  parts.set(part, null);
  const without = (name: string, isMeant: (node: XmlNode) => boolean) => {
    const holder = findPart(zip, name) ?? name;
    const source = zip.text(holder) ?? '';
    const splices = parseXml(source)
      .children.filter(isMeant)
      .map(({ start, end }) => ({ start, end, text: '' }));
    parts.set(holder, spliceText(source, splices));
  };
  without('[Content_Types].xml', ({ attributes }) => findPart(zip, resolveTarget('', attributes.PartName ?? '')) === part);
  without(relationsPartOf(workbookPart), ({ attributes }) => /\/calcChain$/.test(attributes.Type ?? ''));
}
