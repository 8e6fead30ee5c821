/** Lists in pasted HTML: those of HTML, and those of Word, whose items are paragraphs with `mso-list: l0 level1 lfo1`. */
import { formatOf, kindOf, LEVELS, markerOf, type ListFormat } from '../../../shared/word/made-lists.js';
import type { PasteTarget } from './paste-target.js';
import { ownProperty } from './pasted-styles.js';

/** Where an item is. */
export interface ListLevel {
  /** Null for an item without a sign. */
  number: number | null;
  level: number;
}

/** One item. Its first paragraph has the sign, further ones stand below its words. */
export interface ListItem extends ListLevel {
  isMarked: boolean;
}

const FORMATS: Readonly<Record<string, ListFormat>> = {
  ...{ disc: 'bullet', circle: 'bullet', square: 'bullet', decimal: 'decimal', '1': 'decimal', 'decimal-leading-zero': 'decimal' },
  ...{ a: 'lowerLetter', 'lower-alpha': 'lowerLetter', 'lower-latin': 'lowerLetter', A: 'upperLetter', 'upper-alpha': 'upperLetter' },
  ...{ 'upper-latin': 'upperLetter', i: 'lowerRoman', 'lower-roman': 'lowerRoman', I: 'upperRoman', 'upper-roman': 'upperRoman' },
  ...{ 'cjk-ideographic': 'chineseCounting', 'simp-chinese-informal': 'chineseCounting', 'trad-chinese-informal': 'chineseCounting' },
};
/** Word's own names, in `mso-level-number-format`. */
const WORD_FORMATS: Readonly<Record<string, ListFormat>> = {
  ...{ bullet: 'bullet', image: 'bullet', 'alpha-lower': 'lowerLetter', 'alpha-upper': 'upperLetter', 'roman-lower': 'lowerRoman' },
  ...{ 'roman-upper': 'upperRoman', 'chinese-counting': 'chineseCounting', 'chinese-counting-thousand': 'chineseCounting' },
};

export class PastedLists {
  /** Those of HTML that are open. */
  readonly #open: ListLevel[] = [];
  /** Numbers of Word's lists, by list and level. */
  readonly #word = new Map<string, number>();
  #bullets: number | undefined;

  constructor(private readonly target: PasteTarget) {}

  within(list: HTMLElement, read: () => void): void {
    const format = formatOfList(list);
    if (Number(list.getAttribute('start') ?? 1) !== 1) this.target.leftOut.add('starts');
    const level = Math.min(this.#open.length, LEVELS - 1);
    this.#open.push({ number: format && this.#numberFor(format), level });
    read();
    this.#open.pop();
  }

  item(): ListItem | undefined {
    const list = this.#open.at(-1);
    return list && { ...list, isMarked: false };
  }

  wordItem(element: HTMLElement): ListItem | undefined {
    const [, list, place, override] = /^(l\d+)\s+level(\d)\s+(lfo\d+)/i.exec(ownProperty(element, 'mso-list') ?? '') ?? [];
    if (!list || !place) return undefined;
    const level = Number(place) - 1;
    // What is below starts again.
    for (let below = level + 1; below < LEVELS; below++) this.#word.delete(`${override} ${below}`);
    const key = `${override} ${level}`;
    if (!this.#word.has(key)) this.#word.set(key, this.#numberFor(this.#wordFormat(element, `${list}:level${place}`)));
    return { number: this.#word.get(key)!, level, isMarked: false };
  }

  #wordFormat(element: HTMLElement, rule: string): ListFormat {
    const body = this.target.rules.get(rule);
    if (body !== undefined) return WORD_FORMATS[/mso-level-number-format:\s*([\w-]+)/.exec(body)?.[1] ?? ''] ?? 'decimal';
    const sign = [...element.querySelectorAll('span')].find((span) => ownProperty(span, 'mso-list')?.toLowerCase() === 'ignore');
    const [, text = ''] = /^\s*(\w+)[.)、]/.exec(sign?.textContent ?? '') ?? [];
    if (/^\d+$/.test(text)) return 'decimal';
    if (/^[ivx]+$/.test(text)) return 'lowerRoman';
    if (/^[IVX]+$/.test(text)) return 'upperRoman';
    if (/^[a-z]$/.test(text)) return 'lowerLetter';
    return /^[A-Z]$/.test(text) ? 'upperLetter' : 'bullet';
  }

  /** For the next paragraph of an item, as the editor's paragraphs have them. */
  attributes(item: ListItem): object {
    const { number, level, isMarked } = item;
    item.isMarked = true;
    if (number === null || isMarked) return { indentLeft: 720 * (level + 1), indentFirstLine: null, hangingIndent: null };
    const format = formatOf(number, level);
    return {
      numPr: { numId: number, ilvl: level },
      listIsBullet: format === 'bullet',
      listNumFmt: format,
      listMarker: markerOf(number, level),
      listLevelNumFmts: Array.from({ length: LEVELS }, (_, each) => formatOf(number, each)),
      // The list's own.
      ...{ indentLeft: null, indentFirstLine: null, hangingIndent: null },
    };
  }

  #numberFor(format: ListFormat): number {
    const kind = kindOf(format);
    // Signs do not count, so that one list is enough.
    if (format === 'bullet') return (this.#bullets ??= this.target.nextList() + kind);
    return this.target.nextList() + kind;
  }
}

/** Null for a list without signs. */
function formatOfList(list: HTMLElement): ListFormat | null {
  const type = list.style.listStyleType || list.querySelector<HTMLElement>(':scope > li')?.style.listStyleType;
  if (type === 'none') return null;
  return FORMATS[type ?? ''] ?? FORMATS[list.getAttribute('type') ?? ''] ?? (list.tagName === 'OL' ? 'decimal' : 'bullet');
}
