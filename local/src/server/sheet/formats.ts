/** Adds formats to a workbook's styles (ECMA-376 part 1, 18.8): each is one that is there with what is wanted otherwise, and all of those stay. */
import type { CellFormat } from '../../shared/page-api.js';
import { child, children, escapeXml, parseXml, spliceText, type Splice, type XmlNode } from '../ooxml/xml.js';
import type { Colours } from './colours.js';
import { BORDERS, BUILT_IN, HORIZONTAL, VERTICAL, WRAP, readStyles } from './styles.js';

/** The same for all formats that look the same. */
interface Look {
  font: {
    name: string | undefined;
    size: number | undefined;
    bold: boolean;
    italic: boolean;
    under: boolean;
    strike: boolean;
    colour: string;
  };
  fill: string;
  border: Record<'left' | 'right' | 'top' | 'bottom', string>;
  align: { horizontal: string; vertical: string; wrap: boolean };
  pattern: string;
}

/** Numbers that files may choose for their own formats begin here (18.8.30). */
const FIRST_OWN = 164;
const LISTS = ['numFmts', 'fonts', 'fills', 'borders', 'cellXfs'] as const;
type List = (typeof LISTS)[number];
/** Order of a font's properties (18.8.22). */
const FONT_ORDER = 'b i strike condense extend outline shadow u vertAlign sz color name family charset scheme'.split(' ');
/** Order of a border's sides (18.8.4). */
const BORDER_ORDER = 'start end left right top bottom diagonal vertical horizontal'.split(' ');

export class Formats {
  readonly #root: XmlNode;
  readonly #styles: CellFormat[];
  /** Of the formats that were added, by index. */
  readonly #patterns = new Map<number, string>();
  readonly #added: Record<List, string[]> = { numFmts: [], fonts: [], fills: [], borders: [], cellXfs: [] };

  constructor(
    private readonly source: string,
    colours: Colours,
  ) {
    this.#root = parseXml(source);
    this.#styles = readStyles(this.#root, colours);
  }

  get hasChanged(): boolean {
    return this.#added.cellXfs.length > 0;
  }

  /**
   * @param index of the format the cell has, or would have by its row or column
   * @param isOwn it is the cell's own: `wanted` is all of the new one
   * @returns index of one that looks as wanted
   */
  like(index: number, wanted: CellFormat, isOwn: boolean): number {
    const before = this.#styles[index];
    const xf = this.#items('cellXfs')[index];
    if (!before || !xf) return index;
    const plain = this.#styles[0];
    const [was, is] = [look(before, plain), look(isOwn ? wanted : { ...before, ...wanted }, plain)];
    const isOther = (part: keyof Look) => JSON.stringify(was[part]) !== JSON.stringify(is[part]);
    const { attributes } = xf;
    const changes: Record<string, string> = {};
    const set = (name: string, value: number, applies: string) => Object.assign(changes, { [name]: String(value), [applies]: '1' });
    if (isOther('pattern')) set('numFmtId', this.#number(is.pattern), 'applyNumberFormat');
    if (isOther('font')) set('fontId', this.#font(Number(attributes.fontId ?? 0), was.font, is.font), 'applyFont');
    if (isOther('fill')) set('fillId', this.#fill(is.fill), 'applyFill');
    if (isOther('border')) set('borderId', this.#border(Number(attributes.borderId ?? 0), was.border, is.border), 'applyBorder');
    if (isOther('align')) changes.applyAlignment = '1';
    if (Object.keys(changes).length === 0) return index;
    const inside = changes.applyAlignment ? this.#aligned(xf, was.align, is.align) : this.#inside(xf);
    const added = this.#add('cellXfs', this.#element('xf', { ...attributes, ...changes }, inside));
    this.#patterns.set(added, is.pattern);
    return added;
  }

  /** The number format of a format. */
  patternOf(index: number): string | undefined {
    return this.#patterns.get(index) ?? this.#styles[index]?.n?.pattern;
  }

  write(): string {
    const splices: Splice[] = [];
    for (const list of LISTS) {
      const added = this.#added[list].join('');
      if (!added) continue;
      const node = child(this.#root, list);
      const count = this.#items(list).length + this.#added[list].length;
      const { start, end } = node ?? { start: this.#root.innerStart, end: this.#root.innerStart };
      splices.push({ start, end, text: this.#element(list, { ...node?.attributes, count: String(count) }, this.#inside(node) + added) });
    }
    return spliceText(this.source, splices);
  }

  #items(list: List): XmlNode[] {
    return child(this.#root, list)?.children ?? [];
  }

  #add(list: List, text: string): number {
    const added = this.#added[list];
    const known = added.indexOf(text);
    return this.#items(list).length + (known >= 0 ? known : added.push(text) - 1);
  }

  #number(pattern: string): number {
    if (pattern === 'General') return 0;
    const [builtIn] = Object.entries(BUILT_IN).find(([, code]) => code === pattern) ?? [];
    if (builtIn !== undefined) return Number(builtIn);
    const own = children(child(this.#root, 'numFmts'), 'numFmt');
    const known = own.find(({ attributes }) => attributes.formatCode === pattern);
    if (known) return Number(known.attributes.numFmtId);
    const first = Math.max(FIRST_OWN, ...own.map(({ attributes }) => Number(attributes.numFmtId) + 1));
    const written = this.#added.numFmts.findIndex((text) => text.includes(` formatCode="${escapeXml(pattern)}"`));
    if (written >= 0) return first + written;
    const id = first + this.#added.numFmts.length;
    this.#add('numFmts', this.#element('numFmt', { numFmtId: String(id), formatCode: pattern }));
    return id;
  }

  #font(index: number, was: Look['font'], is: Look['font']): number {
    const parts = this.#parts(this.#items('fonts')[index]);
    const put = (name: string, attributes: Record<string, string> | null) =>
      attributes ? parts.set(name, this.#element(name, attributes)) : parts.delete(name);
    if (was.bold !== is.bold) put('b', is.bold ? {} : null);
    if (was.italic !== is.italic) put('i', is.italic ? {} : null);
    if (was.strike !== is.strike) put('strike', is.strike ? {} : null);
    if (was.under !== is.under) put('u', is.under ? {} : null);
    if (was.size !== is.size && is.size !== undefined) put('sz', { val: String(is.size) });
    if (was.colour !== is.colour) put('color', is.colour ? { rgb: argb(is.colour) } : null);
    if (was.name !== is.name && is.name !== undefined) {
      put('name', { val: is.name });
      // What the theme or the family of the old would make of it.
      for (const name of ['family', 'charset', 'scheme']) parts.delete(name);
    }
    return this.#add('fonts', this.#element('font', {}, inOrder(parts, FONT_ORDER)));
  }

  #fill(colour: string): number {
    const kind = { patternType: colour ? 'solid' : 'none' };
    const colours = colour ? this.#element('fgColor', { rgb: argb(colour) }) + this.#element('bgColor', { indexed: '64' }) : '';
    return this.#add('fills', this.#element('fill', {}, this.#element('patternFill', kind, colours)));
  }

  #border(index: number, was: Look['border'], is: Look['border']): number {
    const node = this.#items('borders')[index];
    const parts = this.#parts(node);
    for (const side of ['left', 'right', 'top', 'bottom'] as const) {
      if (was[side] === is[side]) continue;
      const other = { left: 'start', right: 'end', top: '', bottom: '' }[side];
      if (other) parts.delete(other);
      const [style = '', colour = ''] = is[side].split(' ');
      parts.set(side, style ? this.#element(side, { style }, this.#element('color', { rgb: argb(colour) })) : this.#element(side, {}));
    }
    return this.#add('borders', this.#element('border', node?.attributes ?? {}, inOrder(parts, BORDER_ORDER)));
  }

  #aligned(xf: XmlNode, was: Look['align'], is: Look['align']): string {
    const attributes = { ...child(xf, 'alignment')?.attributes };
    const put = (name: string, value: string) => {
      if (value) attributes[name] = value;
      else delete attributes[name];
    };
    if (was.horizontal !== is.horizontal) put('horizontal', is.horizontal);
    if (was.vertical !== is.vertical) put('vertical', is.vertical);
    if (was.wrap !== is.wrap) put('wrapText', is.wrap ? '1' : '');
    const others = xf.children.filter(({ name }) => name !== 'alignment').map(({ start, end }) => this.source.slice(start, end));
    return this.#element('alignment', attributes) + others.join('');
  }

  /** The elements in one, by name. */
  #parts(node: XmlNode | undefined): Map<string, string> {
    return new Map(node?.children.map(({ name, start, end }) => [name, this.source.slice(start, end)]));
  }

  #inside(node: XmlNode | undefined): string {
    return node ? this.source.slice(node.innerStart, node.innerEnd) : '';
  }

  #element(name: string, attributes: Readonly<Record<string, string>>, inside = ''): string {
    const tag = this.#root.prefix + name;
    const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
    return inside ? `<${tag}${all.join('')}>${inside}</${tag}>` : `<${tag}${all.join('')}/>`;
  }
}

const argb = (colour: string) => `FF${colour.slice(1).toUpperCase()}`;

function inOrder(parts: ReadonlyMap<string, string>, order: readonly string[]): string {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...parts]
    .sort(([a], [b]) => place(a) - place(b))
    .map(([, text]) => text)
    .join('');
}

/** @param plain the workbook's first format, whose font cells have that name none */
function look(style: CellFormat, plain: CellFormat | undefined): Look {
  const side = (line: { s: number; cl?: { rgb: string } | null | undefined } | null | undefined) => {
    const name = Object.keys(BORDERS).find((key) => BORDERS[key] === line?.s);
    return name === undefined ? '' : `${name} ${(line?.cl?.rgb ?? '#000000').toLowerCase()}`;
  };
  const nameOf = (names: Readonly<Record<string, number>>, value: number | null | undefined) =>
    Object.keys(names).find((name) => names[name] === value);
  const { l, r, t, b } = style.bd ?? {};
  return {
    font: {
      name: style.ff ?? plain?.ff ?? undefined,
      size: style.fs ?? plain?.fs ?? undefined,
      bold: style.bl === 1,
      italic: style.it === 1,
      under: style.ul?.s === 1,
      strike: style.st?.s === 1,
      colour: (style.cl ?? plain?.cl)?.rgb.toLowerCase() ?? '',
    },
    fill: style.bg?.rgb.toLowerCase() ?? '',
    border: { left: side(l), right: side(r), top: side(t), bottom: side(b) },
    align: {
      horizontal: nameOf(HORIZONTAL, style.ht) ?? '',
      vertical: nameOf(VERTICAL, style.vt) ?? 'bottom',
      wrap: style.tb === WRAP,
    },
    pattern: style.n?.pattern || 'General',
  };
}
