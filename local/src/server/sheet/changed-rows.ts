/** The rows of a sheet's part with what is changed in them: of all others, and of cells beside the changed ones, every byte stays. */
import { children, escapeXml, spliceText, type Splice, type XmlNode } from '../ooxml/xml.js';
import { changedColumns } from './columns.js';
import { MOST, isInside, readReference } from '../../shared/sheet/references.js';
import { PX_PER_PT } from './snapshot.js';
import { rowNodes } from './workbook.js';

export class ChangedRows {
  /** What is to be written of the cells that are not as they were, by row and column. */
  readonly #cells = new Map<number, Map<number, string>>();
  /** New heights and widths, px. */
  readonly #sizes = { row: new Map<number, number>(), column: new Map<number, number>() };
  /** Rows among them whose height may become another again. */
  readonly #auto = new Set<number>();

  /**
   * @param source of the part, whose `root` and `sheetData` these are
   * @param nodes its cells, by `row column`
   */
  constructor(
    private readonly source: string,
    private readonly root: XmlNode,
    private readonly data: XmlNode,
    private readonly nodes: ReadonlyMap<string, XmlNode>,
  ) {}

  get hasChanged(): boolean {
    return this.#cells.size + this.#sizes.row.size + this.#sizes.column.size > 0;
  }

  has(row: number, column: number): boolean {
    return this.#cells.get(row)?.has(column) ?? false;
  }

  put(row: number, column: number, text: string): void {
    const cells = this.#cells.get(row) ?? new Map<number, string>();
    this.#cells.set(row, cells.set(column, text));
  }

  /** @param size px @param isAuto it may become another again */
  resize(line: 'row' | 'column', at: number, size: number, isAuto: boolean): void {
    this.#sizes[line].set(at, size);
    if (isAuto) this.#auto.add(at);
  }

  /** The part. */
  write(): string {
    const splices: Splice[] = changedColumns(this.source, this.root, this.data.start, this.#sizes.column);
    const left = new Set([...this.#cells.keys(), ...this.#sizes.row.keys()]);
    const newRows = (before: number) =>
      [...left]
        .filter((row) => row < before)
        .sort((a, b) => a - b)
        .map((row) => (left.delete(row), this.#newRow(row)))
        .join('');
    for (const { row, node } of rowNodes(this.root)) {
      if (!isInside({ row, column: 0 })) continue;
      const before = newRows(row);
      if (before) splices.push({ start: node.start, end: node.start, text: before });
      if (left.delete(row)) splices.push(...this.#changedRow(row, node));
    }
    const after = newRows(Infinity);
    const { start, end, innerEnd, children: rows } = this.data;
    // Rows that say they are beyond the sheet stay the last.
    const place = rows.find((node) => Number(node.attributes.r) > MOST.rows)?.start ?? innerEnd;
    if (after && innerEnd === end)
      splices.push({ start, end, text: `<${this.root.prefix}sheetData>${after}</${this.root.prefix}sheetData>` });
    else if (after) splices.push({ start: place, end: place, text: after });
    return spliceText(this.source, splices);
  }

  #newRow(row: number): string {
    const cells = [...(this.#cells.get(row) ?? [])].sort(([a], [b]) => a - b).map(([, text]) => text);
    return `${this.#rowTag(row, undefined)}${cells.join('')}</${this.root.prefix}row>`;
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
      const own = this.nodes.get(`${row} ${at}`);
      const start = own ? undefined : places.find((place) => place.column > at)?.start;
      if (own) splices.push({ start: own.start, end: own.end, text });
      else if (start === undefined) added += text;
      else splices.push({ start, end: start, text });
    }
    const hasNew = cells.size > splices.filter(({ start, end }) => start < end).length;
    const tagEnd = node.children[0]?.start ?? node.innerStart;
    if (hasNew || isEmpty || this.#sizes.row.has(row)) splices.unshift({ start: node.start, end: tagEnd, text: this.#rowTag(row, node) });
    const end = `${added}${isEmpty ? `</${this.root.prefix}row>` : ''}`;
    if (end) splices.push({ start: node.innerEnd, end: node.innerEnd, text: end });
    return splices;
  }

  #rowTag(row: number, node: XmlNode | undefined): string {
    // The span of columns is a hint for reading faster, and may not be true any more.
    const { r: _, spans: __, ...kept } = node?.attributes ?? {};
    const size = this.#sizes.row.get(row);
    const height = size !== undefined && { ht: String(size / PX_PER_PT), customHeight: this.#auto.has(row) ? '0' : '1' };
    const attributes = Object.entries({ r: String(row + 1), ...kept, ...height }).map(([name, text]) => ` ${name}="${escapeXml(text)}"`);
    return `<${this.root.prefix}row${attributes.join('')}>`;
  }
}
