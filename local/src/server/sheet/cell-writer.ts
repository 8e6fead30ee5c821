/** Writes one cell of a sheet's part (ECMA-376 part 1, 18.3.1.4), with all of its element that is not changed. */
import { escapeXml, type XmlNode } from '../ooxml/xml.js';
import type { CellChange } from '../../shared/page-api.js';
import { isDateFormat, writeISODate } from '../../shared/sheet/dates.js';
import { writeEscapes } from '../../shared/sheet/escapes.js';
import type { Formats } from './formats.js';
import { writeReference, type Cell } from '../../shared/sheet/references.js';
import type { Workbook } from './workbook.js';

/** What formulas come to that cannot be calculated (18.18.11). */
const ERRORS = /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA)$/;

export class CellWriter {
  /** @param prefix of the part's elements, with its colon */
  constructor(
    private readonly prefix: string,
    private readonly workbook: Workbook,
    private readonly formats: Formats | undefined,
  ) {}

  /** The number format of a cell. @param format the one it gets, if another */
  patternOf(format: number | undefined, node: XmlNode | undefined): string | undefined {
    return this.formats?.patternOf(format ?? Number(node?.attributes.s ?? 0));
  }

  /** @param format another than it has */
  cell(at: Cell, node: XmlNode | undefined, format: number | undefined, formula: string, value: CellChange['value']): string {
    const written = (type: string, inside: string) => this.written(at, node, format, type, inside);
    if (value === null || value === undefined) return written('', formula);
    if (typeof value === 'number') {
      const pattern = this.patternOf(format, node);
      // Strict files write dates by ISO 8601.
      const date = node?.attributes.t === 'd' && isDateFormat(pattern) ? writeISODate(value) : undefined;
      if (date !== undefined) return written('d', formula + this.element('v', date));
      return written('', formula + this.element('v', String(this.workbook.toFile(value, pattern))));
    }
    if (typeof value === 'boolean') return written('b', formula + this.element('v', value ? '1' : '0'));
    if (formula) return written(ERRORS.test(value) ? 'e' : 'str', formula + this.element('v', escapeXml(writeEscapes(value))));
    // In the cell itself, not among the strings all sheets share: that part stays as it is.
    const text = `<${this.prefix}t xml:space="preserve">${escapeXml(writeEscapes(value))}</${this.prefix}t>`;
    return written('inlineStr', this.element('is', text));
  }

  written(at: Cell, node: XmlNode | undefined, format: number | undefined, type: string, inside: string): string {
    const { r: _, t: __, ...kept } = node?.attributes ?? {};
    const all = { r: writeReference(at), ...kept, ...(format !== undefined && { s: String(format) }), ...(type && { t: type }) };
    const attributes = Object.entries(all).map(([name, text]) => ` ${name}="${escapeXml(text)}"`);
    const tag = `${this.prefix}c`;
    return inside ? `<${tag}${attributes.join('')}>${inside}</${tag}>` : `<${tag}${attributes.join('')}/>`;
  }

  element(name: string, inside: string): string {
    return `<${this.prefix}${name}>${inside}</${this.prefix}${name}>`;
  }
}
