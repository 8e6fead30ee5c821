/** Changes cells of a workbook and nothing else: only the parts of their sheets are written anew, and of those only the rows with changes. */
import { child, children, escapeXml, parseXml, spliceText, type Splice, type XmlNode } from '../packages/xml.js';
import { ZipFile } from '../packages/zip-file.js';
import type { CellChange } from '../page-api.js';
import { moveFormula, readReference, writeReference, type Cell } from './references.js';
import { Workbook, cellNodes, relationsPartOf } from './workbook.js';

/** @throws {Error} when the file is damaged or has no such sheet */
export function changeWorkbook(file: Buffer, changes: readonly CellChange[]): Buffer {
  const workbook = new Workbook(ZipFile.parse(file));
  const parts = new Map<string, string | null>();
  let losesFormulas = false;
  for (const index of new Set(changes.map(({ sheet }) => sheet))) {
    const patch = new SheetPatch(workbook.sheet(index));
    for (const change of changes) if (change.sheet === index) patch.change(change);
    if (!patch.hasChanged) continue;
    parts.set(workbook.sheets[index]!.part, patch.write());
    losesFormulas ||= patch.losesFormulas;
  }
  if (parts.size === 0) return file;
  // The order in which Excel calculated last time names every formula there is, and must not name one that is gone. Excel makes it anew.
  if (losesFormulas) for (const part of workbook.related('calcChain')) dropPart(workbook, part, parts);
  return workbook.zip.with(parts).toBuffer();
}

class SheetPatch {
  readonly #source: string;
  readonly #root: XmlNode;
  readonly #prefix: string;
  readonly #data: XmlNode;
  /** What is to be written of the cells that are not as they were, by row and column. */
  readonly #cells = new Map<number, Map<number, string>>();
  readonly #nodes = new Map<string, XmlNode>();
  losesFormulas = false;

  constructor({ source, root }: { source: string; root: XmlNode }) {
    this.#source = source;
    this.#root = root;
    this.#prefix = root.prefix;
    const data = child(root, 'sheetData');
    if (!data) throw new SyntaxError('the sheet has no data');
    this.#data = data;
    for (const { node, row, column } of cellNodes(root)) this.#nodes.set(`${row} ${column}`, node);
  }

  get hasChanged(): boolean {
    return this.#cells.size > 0;
  }

  change(change: CellChange): void {
    const { row, column, value, formula, computed } = change;
    const node = this.#nodes.get(`${row} ${column}`);
    const f = child(node, 'f');
    if (computed) {
      // What a formula comes to is noted only where it still is one.
      if (!f || this.#cells.get(row)?.has(column)) return;
      this.#put(row, column, this.#cell({ row, column }, node, this.#source.slice(f.start, f.end), value));
      return;
    }
    if (f) this.#release(f, { row, column });
    if (f && formula === undefined) this.losesFormulas = true;
    const written = formula === undefined ? '' : this.#element('f', escapeXml(formula));
    this.#put(row, column, this.#cell({ row, column }, node, written, value));
  }

  /** A formula that other cells share is written out for each of them before it goes. */
  #release(f: XmlNode, at: Cell): void {
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

  #cell(at: Cell, node: XmlNode | undefined, formula: string, value: CellChange['value']): string {
    const { r: _, t: __, ...kept } = node?.attributes ?? {};
    const attributes = (type: string) =>
      Object.entries({ r: writeReference(at), ...kept, ...(type && { t: type }) })
        .map(([name, text]) => ` ${name}="${escapeXml(text)}"`)
        .join('');
    const tag = `${this.#prefix}c`;
    const written = (type: string, inside: string) =>
      inside ? `<${tag}${attributes(type)}>${inside}</${tag}>` : `<${tag}${attributes(type)}/>`;
    if (value === null || value === undefined) return written('', formula);
    if (typeof value === 'number') return written('', formula + this.#element('v', String(value)));
    if (typeof value === 'boolean') return written('b', formula + this.#element('v', value ? '1' : '0'));
    if (formula) return written('str', formula + this.#element('v', escapeXml(value)));
    // In the cell itself, not among the strings all sheets share: that part stays as it is.
    const text = `<${this.#prefix}t xml:space="preserve">${escapeXml(value)}</${this.#prefix}t>`;
    return written('inlineStr', this.#element('is', text));
  }

  #element(name: string, inside: string): string {
    return `<${this.#prefix}${name}>${inside}</${this.#prefix}${name}>`;
  }

  #put(row: number, column: number, text: string): void {
    const cells = this.#cells.get(row) ?? new Map<number, string>();
    this.#cells.set(row, cells.set(column, text));
  }

  write(): string {
    const splices: Splice[] = [];
    const left = new Set(this.#cells.keys());
    const newRows = (before: number) =>
      [...left]
        .filter((row) => row < before)
        .sort((a, b) => a - b)
        .map((row) => (left.delete(row), this.#row(row, undefined)))
        .join('');
    let row = -1;
    for (const node of children(this.#data, 'row')) {
      row = node.attributes.r === undefined ? row + 1 : Number(node.attributes.r) - 1;
      const before = newRows(row);
      if (left.delete(row)) splices.push({ start: node.start, end: node.end, text: before + this.#row(row, node) });
      else if (before) splices.push({ start: node.start, end: node.start, text: before });
    }
    const after = newRows(Infinity);
    const { start, end, innerEnd } = this.#data;
    if (after && innerEnd === end) splices.push({ start, end, text: this.#element('sheetData', after) });
    else if (after) splices.push({ start: innerEnd, end: innerEnd, text: after });
    return spliceText(this.#source, splices);
  }

  /** A row with its changed cells among those it has. */
  #row(row: number, node: XmlNode | undefined): string {
    const cells = new Map<number, string>();
    let column = -1;
    for (const cell of children(node, 'c')) {
      column = cell.attributes.r === undefined ? column + 1 : readReference(cell.attributes.r).column;
      cells.set(column, this.#source.slice(cell.start, cell.end));
    }
    for (const [at, text] of this.#cells.get(row) ?? []) cells.set(at, text);
    const inside = [...cells].sort(([a], [b]) => a - b).map(([, text]) => text);
    // The span of columns is a hint for reading faster, and may not be true any more.
    const { r: _, spans: __, ...kept } = node?.attributes ?? {};
    const attributes = Object.entries({ r: String(row + 1), ...kept }).map(([name, text]) => ` ${name}="${escapeXml(text)}"`);
    return `<${this.#prefix}row${attributes.join('')}>${inside.join('')}</${this.#prefix}row>`;
  }
}

/** Takes a part out, with what refers to it. */
function dropPart({ zip, part: workbookPart }: Workbook, part: string, parts: Map<string, string | null>): void {
  parts.set(part, null);
  const without = (holder: string, isMeant: (node: XmlNode) => boolean) => {
    const source = zip.text(holder) ?? '';
    const splices = parseXml(source)
      .children.filter(isMeant)
      .map(({ start, end }) => ({ start, end, text: '' }));
    parts.set(holder, spliceText(source, splices));
  };
  without('[Content_Types].xml', ({ attributes }) => attributes.PartName === `/${part}`);
  without(relationsPartOf(workbookPart), ({ attributes }) => /\/calcChain$/.test(attributes.Type ?? ''));
}
