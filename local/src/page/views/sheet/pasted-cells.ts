/** Cells of tables that Excel, WPS, LibreOffice Calc and Google Sheets have put on the clipboard: what they hold, not only what they show. */
import { numberBehind, patternOf, patternOfLibreOffice } from './pasted-formats.js';

export interface PastedCell {
  /** As it was shown. */
  text: string;
  /** What it holds. */
  value: string | number | boolean;
  /** Number format; `''` for the general one, undefined where nothing is known of it. */
  pattern: string | undefined;
  /** The program that was copied from has a formula there. */
  isFormula: boolean;
}

/** Reads cells of a document from the clipboard. */
export class PastedTable {
  readonly #formats = new Map<string, string>();
  readonly #isFromExcel: boolean;

  /** @param language of the reader, BCP 47: that of the program that was copied from, most likely */
  constructor(
    document: Document,
    private readonly language: string,
  ) {
    const css = [...document.querySelectorAll('style')].map(({ textContent }) => textContent).join('\n');
    for (const [, selectors = '', rules = ''] of css.replaceAll(/<!--|-->/g, '').matchAll(/([^{}]+)\{([^}]*)\}/g)) {
      const format = formatIn(rules);
      if (format !== undefined) for (const selector of selectors.split(',')) this.#formats.set(selector.trim().toLowerCase(), format);
    }
    const program = document.querySelector<HTMLMetaElement>('meta[name=Generator i], meta[name=ProgId i]')?.content ?? '';
    this.#isFromExcel = /excel/i.test(program) || this.#formats.size > 0;
  }

  /** @returns undefined where nothing is known but the text */
  read(cell: Element): PastedCell | undefined {
    const text = textOf(cell);
    const isFormula = cell.hasAttribute('x:fmla') || cell.hasAttribute('data-sheets-formula');
    const found = sheetsCell(cell) ?? libreOfficeCell(cell) ?? this.#excelCell(cell, text);
    // Formats of numbers put room beside them.
    const shown = typeof found?.value === 'number' ? text.trim() : text;
    if (found) return { text: shown, value: shown, isFormula, pattern: undefined, ...found };
    // Digits that a number would lose.
    const isCode = /^0\d+$|^\d{16,}$/.test(text);
    return isCode ? { text, value: text, pattern: undefined, isFormula } : undefined;
  }

  #excelCell(cell: Element, text: string): Partial<PastedCell> | undefined {
    const own = formatIn(cell.getAttribute('style') ?? '');
    const ofClass = [...cell.classList].map((name) => this.#formats.get(`.${name.toLowerCase()}`)).find((each) => each !== undefined);
    const pattern = own ?? ofClass ?? this.#formats.get('td');
    const [number, isText, truth] = [cell.getAttribute('x:num'), cell.hasAttribute('x:str'), cell.getAttribute('x:bool')];
    if (truth !== null) return { value: /^(true|1)$/i.test(truth), pattern: '' };
    if (isText) return { pattern: pattern ?? '' };
    if (number) return { value: Number(number), pattern: pattern ?? '' };
    if (!this.#isFromExcel && pattern === undefined && number === null) return undefined;
    if (pattern === '@') return { pattern };
    const isGeneral = (pattern ?? '') === '';
    const align = (cell.getAttribute('align') ?? '').toLowerCase();
    if (isGeneral && align === 'center' && /^(TRUE|FALSE)$/.test(text)) return { value: text === 'TRUE', pattern: '' };
    // Numbers in the general format say that they are to the right; a text of digits does not.
    const value = isGeneral && number === null && align !== 'right' ? undefined : numberBehind(text, pattern ?? '', this.language);
    return { value: value ?? text, pattern: value === undefined && !isGeneral ? undefined : (pattern ?? '') };
  }
}

function formatIn(css: string): string | undefined {
  const found = /mso-number-format\s*:\s*("(?:[^"\\]|\\.)*"|[^;]+)/i.exec(css)?.[1];
  return found === undefined ? undefined : patternOf(found);
}

function libreOfficeCell(cell: Element): Partial<PastedCell> | undefined {
  const [value, format] = [cell.getAttribute('sdval'), cell.getAttribute('sdnum')];
  if (value === null && format === null) return undefined;
  const pattern = format === null ? '' : patternOfLibreOffice(format);
  if (value === null) return { pattern };
  if (/^BOOLEAN$/i.test(pattern)) return { value: value !== '0', pattern: '' };
  // What a formula has come to may be an error.
  return /^(Err:|#)/.test(textOf(cell)) ? { pattern: '' } : { value: Number(value), pattern };
}

/** Patterns of Google Sheets' kinds of formats that have none of their own. */
const KINDS: Readonly<Record<number, string>> = {
  ...{ 1: '@', 2: '#,##0.00', 3: '0.00%', 4: '"$"#,##0.00', 5: 'yyyy-mm-dd', 6: 'h:mm:ss', 7: 'yyyy-mm-dd h:mm:ss', 8: '0.00E+00' },
};

function sheetsCell(cell: Element): Partial<PastedCell> | undefined {
  const value = jsonOf(cell.getAttribute('data-sheets-value'));
  if (!value) return undefined;
  const format = jsonOf(cell.getAttribute('data-sheets-numberformat'));
  const own = format?.['2'];
  const pattern = typeof own === 'string' && own ? own : (KINDS[Number(format?.['1'])] ?? '');
  if (typeof value['3'] === 'number') return { value: value['3'], pattern };
  if (value['4'] !== undefined) return { value: value['4'] === 1 || value['4'] === true, pattern: '' };
  return { ...(typeof value['2'] === 'string' && { value: value['2'] }), pattern };
}

function jsonOf(text: string | null): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A space that is not to be trimmed. */
const FORCED = '\u0001';

/** As a browser shows it: line breaks are those of `br` and blocks, and white space is one space, except where Excel forces several. */
export function textOf(cell: Element): string {
  let text = '';
  const read = (node: Node, isForced: boolean): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      const content = node.nodeValue ?? '';
      text += isForced ? content.replaceAll(/[\r\n]+/g, '').replaceAll(/[ \u00a0]/g, FORCED) : content.replaceAll(/[ \t\r\n]+/g, ' ');
      return;
    }
    const name = node.nodeName.toLowerCase();
    if (name === 'br') text = `${text.replace(/ +$/, '')}\n`;
    if (!(node instanceof Element) || name === 'style') return;
    const isBlock = /^(p|div|li)$/.test(name);
    if (isBlock && text.trim() && !text.endsWith('\n')) text += '\n';
    const forces = isForced || /mso-spacerun:\s*yes/i.test(node.getAttribute('style') ?? '');
    for (const child of node.childNodes) read(child, forces);
  };
  for (const child of cell.childNodes) read(child, false);
  return text
    .split('\n')
    .map((line) => line.replace(/^ +| +$/g, ''))
    .join('\n')
    .replace(/\n+$/, '')
    .replaceAll(FORCED, ' ');
}
