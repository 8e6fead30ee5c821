/** Pasted HTML as content of the Word editor: paragraphs, headings, lists, tables, links and pictures, with their look. What has no place in a document here is named. */
import type { PasteTarget } from './paste-target.js';
import type { WordLeftOut } from '../../words/codes.js';
import type { Node as DocNode, Schema } from 'prosemirror-model';
import { PastedLists, type ListItem } from './pasted-lists.js';
import { LINK, lookOf, marksOf, type Look } from './pasted-look.js';
import { formatOf, type Format } from './pasted-paragraphs.js';
import { ownProperty } from './pasted-styles.js';
import { readTable } from './pasted-tables.js';

const BLOCKS = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION ' +
    'SUMMARY TABLE UL'
  ).split(' '),
);
const UNSEEN = new Set('SCRIPT STYLE META LINK TITLE HEAD NOSCRIPT TEMPLATE DATALIST COLGROUP COL PARAM SOURCE TRACK'.split(' '));
const LEFT_OUT: Readonly<Record<string, WordLeftOut>> = {
  ...{
    VIDEO: 'media',
    AUDIO: 'media',
    IFRAME: 'media',
    OBJECT: 'media',
    EMBED: 'media',
    SVG: 'pictures',
    CANVAS: 'pictures',
    MATH: 'formulas',
  },
  ...{ TEXTAREA: 'fields', SELECT: 'fields', BUTTON: 'fields' },
};
const LINKS = /^(?:https?|ftp|mailto|tel):/i;
const NOTE = /note/i;
/** Sizes of headings where the document has no style for them, half points. */
const HEADINGS = [0, 32, 26, 24, 22, 22, 22];

/** Reads what stands in one place: the whole paste, or a cell. */
export class PastedContent {
  readonly blocks: DocNode[] = [];
  #line: DocNode[] = [];
  #format: Format = {};
  #item: ListItem | null = null;
  #breaksPage = false;

  constructor(
    readonly target: PasteTarget,
    private readonly lists = new PastedLists(target),
  ) {}

  /** Whether there are words only, no paragraph of their own. */
  isInline = true;

  read(parent: Node, look: Look = {}, format: Format = {}): this {
    this.#format = format;
    this.#children(parent, look, format);
    this.#end(false);
    return this;
  }

  #children(parent: Node, look: Look, format: Format): void {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) this.#text(node.nodeValue ?? '', look);
      else if (node instanceof Element || node.nodeType === Node.ELEMENT_NODE) this.#element(node as HTMLElement, look, format);
    }
  }

  #element(element: HTMLElement, look: Look, format: Format): void {
    const tag = element.tagName.toUpperCase();
    const style = element.style as CSSStyleDeclaration | undefined;
    if (UNSEEN.has(tag) || style?.display === 'none' || this.#isSpecial(element)) return;
    if (LEFT_OUT[tag]) return void this.target.leftOut.add(LEFT_OUT[tag]);
    if (!style) return this.#children(element, look, format);
    const href = tag === 'A' ? this.#link(element as HTMLAnchorElement) : undefined;
    const own = lookOf(element, href ? { ...look, ...LINK, href } : look, BLOCKS.has(tag));
    if (BLOCKS.has(tag)) return this.#block(element, tag, own, format);
    if (tag === 'BR') return this.#break(style, own);
    if (tag === 'IMG') return this.#picture(element as HTMLImageElement, own);
    if (tag === 'INPUT') return this.#field(element as HTMLInputElement, own);
    const tabs = Number(ownProperty(element, 'mso-tab-count') ?? 0);
    if (tabs > 0) for (let left = tabs; left > 0; left--) this.#line.push(this.target.schema.node('tab'));
    else if (ownProperty(element, 'mso-spacerun') === 'yes')
      this.#text(element.textContent.replace(/\u00a0/g, ' '), { ...own, isPreformatted: true });
    else this.#children(element, own, format);
  }

  /** Word's own elements that are no text of the document. */
  #isSpecial(element: HTMLElement): boolean {
    if (ownProperty(element, 'mso-list')?.toLowerCase() === 'ignore') return true;
    const kind = ownProperty(element, 'mso-element') ?? '';
    const isComment = /^comment/.test(kind) || element.classList.contains('msocomanchor');
    if (isComment) this.target.leftOut.add('comments');
    if (/^(?:foot|end)note-list$/.test(kind)) this.target.leftOut.add('notes');
    return isComment;
  }

  #block(element: HTMLElement, tag: string, look: Look, around: Format): void {
    this.#end(false);
    this.isInline = false;
    const item = this.#item;
    if (tag === 'TABLE') {
      this.#push(readTable(element as HTMLTableElement, look, this.target, () => new PastedContent(this.target)));
      return;
    }
    if (tag === 'HR') return this.#rule();
    const format = formatOf(element, around, this.target);
    const level = /^H([1-6])$/.exec(tag)?.[1];
    if (level && !format.styleId) Object.assign(look, { bold: look.bold ?? true, size: look.size ?? HEADINGS[Number(level)] });
    if (tag === 'UL' || tag === 'OL') return this.lists.within(element, () => this.#children(element, look, format));
    const listed = tag === 'LI' ? this.lists.item() : this.lists.wordItem(element);
    if (listed) this.#item = listed;
    this.#format = format;
    if (/^(?:page|always)$/.test(element.style.breakBefore || element.style.pageBreakBefore)) this.#breaksPage = true;
    this.#children(element, look, format);
    const isKept = tag === 'P' && element.childNodes.length > 0;
    this.#end(isKept || listed?.isMarked === false);
    this.#item = item;
    this.#format = around;
  }

  /** A line across the page: the editor has no such thing, a paragraph has borders. */
  #rule(): void {
    const bottom = { style: 'single', size: 6, space: 1, color: { auto: true } };
    this.#push([this.target.schema.node('paragraph', { borders: { bottom } })]);
  }

  #text(text: string, look: Look): void {
    const { schema } = this.target;
    const last = this.#line.at(-1);
    let words = look.isPreformatted ? text : text.replace(/[ \t\r\n\f]+/g, ' ');
    const isAfterSpace = !last || last.type.name === 'hardBreak' || (last.isText && last.text!.endsWith(' '));
    if (!look.isPreformatted && isAfterSpace) words = words.replace(/^ /, '');
    const marks = marksOf(schema, look);
    for (const part of words.replace(/\r\n?/g, '\n').split(/([\n\t])/)) {
      if (part === '\n') this.#line.push(schema.node('hardBreak'));
      else if (part === '\t') this.#line.push(schema.node('tab'));
      else if (part !== '') this.#line.push(schema.text(part, marks));
    }
  }

  #break(style: CSSStyleDeclaration, look: Look): void {
    if (/^(?:page|always)$/.test(style.breakBefore || style.pageBreakBefore)) {
      this.#end(false);
      this.#breaksPage = true;
      return;
    }
    this.#line.push(this.target.schema.node('hardBreak', null, undefined, marksOf(this.target.schema, { ...look, href: undefined })));
  }

  #picture(image: HTMLImageElement, look: Look): void {
    const picture = this.target.picture(image);
    if (!picture) this.target.leftOut.add('pictures');
    // A picture that is a link would be saved without it.
    else
      this.#line.push(
        this.target.schema.node('image', { ...picture }, undefined, marksOf(this.target.schema, { ...look, href: undefined })),
      );
  }

  #field(input: HTMLInputElement, look: Look): void {
    if (input.type === 'checkbox') this.#text(input.checked || input.hasAttribute('checked') ? '☑' : '☐', look);
    else if (input.type !== 'hidden') this.target.leftOut.add('fields');
  }

  #link(anchor: HTMLAnchorElement): string | undefined {
    const href = anchor.getAttribute('href') ?? '';
    if (LINKS.test(href)) return href;
    const isNote = ownProperty(anchor, 'mso-(?:foot|end)note-id') !== undefined || NOTE.test(`${anchor.className} ${href}`);
    if (href) this.target.leftOut.add(isNote ? 'notes' : 'anchors');
    return undefined;
  }

  /** @param isKept even without words in it */
  #end(isKept: boolean): void {
    const { schema } = this.target;
    const line = trimmed(this.#line, schema);
    const isEmpty = line.length === 0;
    this.#line = [];
    if (isEmpty && !isKept) return;
    const list = this.#item ? this.lists.attributes(this.#item) : {};
    const pageBreak = this.#breaksPage ? { pageBreakBefore: true } : {};
    this.#breaksPage = false;
    this.#push([schema.node('paragraph', { ...this.#format, ...list, ...pageBreak }, line)]);
  }

  #push(blocks: readonly DocNode[]): void {
    for (const block of blocks) {
      // Tables without anything between become one (17.4.37).
      if (block.type.name === 'table' && this.blocks.at(-1)?.type === block.type) this.blocks.push(this.target.schema.node('paragraph'));
      this.blocks.push(block);
    }
  }
}

/** Without the space at its ends that browsers do not draw, and the break that only ends it. */
function trimmed(line: readonly DocNode[], schema: Schema): DocNode[] {
  const nodes = [...line];
  if (nodes.at(-1)?.type.name === 'hardBreak') nodes.pop();
  const last = nodes.at(-1);
  if (last?.isText && last.text!.endsWith(' ')) {
    nodes.pop();
    const text = last.text!.slice(0, -1);
    if (text) nodes.push(schema.text(text, last.marks));
  }
  const isBlank = nodes.every(({ isText, text }) => isText && text!.trim() === '');
  return isBlank ? [] : nodes;
}
