/**
 * Words the page's editor would not show, in a form in which it does. It gets no base text of ruby annotations, no row, cell or paragraph that a content control holds inside
 * of a table, and today's date, in American form, for date fields. So the page gets the text without what is around it, marked with what that was, and the save puts
 * it around the text again, wherever that stands by then.
 */
import { parseXml, spliceText, type Splice, type XmlNode } from '../ooxml/xml.js';

/** Parts that hold words. */
export const WORD_PARTS = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;

const RUBY = 'imm-ruby:';
const CONTROL = '_imm_sdt:';
/** What a control holds, by what it stands in. */
const HELD: Readonly<Record<string, string>> = { tbl: 'tr', tr: 'tc', tc: 'p' };
/** Far above what programs number bookmarks with. */
const FIRST_ID = 990_000_000;
/** Controls within controls. */
const DEEPEST = 8;
/** Fields the editor calculates by itself, and wrong: the date and the time (ECMA-376 part 1, 17.16.5.16). */
const FIELD = /(<w:instrText\b[^>]*>\s*|<w:fldSimple\b[^>]*?\sw:instr="\s*)(DATE|TIME)\b/gi;
const MARKED_FIELD = /(<w:instrText\b[^>]*>\s*|<w:fldSimple\b[^>]*?\sw:instr="\s*)_(DATE|TIME)\b/gi;

const encode = (text: string) => Buffer.from(text).toString('base64url');
const decode = (text: string) => Buffer.from(text, 'base64url').toString();

/** @returns the part as the page gets it @throws {SyntaxError} */
export function unwrapHidden(part: string): string {
  let text = part.replace(FIELD, '$1_$2');
  if (/<w:ruby\b/.test(text)) text = spliceText(text, rubies(parseXml(text), text));
  if (!/<w:sdt\b/.test(text)) return text;
  let id = FIRST_ID;
  for (let pass = 0; pass < DEEPEST; pass++) {
    const splices = controls(parseXml(text), text, pass, () => id++);
    if (splices.length === 0) break;
    text = spliceText(text, splices);
  }
  return text;
}

/** The reverse of {@link unwrapHidden}, for a part that may have been changed. @throws {SyntaxError} */
export function wrapAgain(part: string): string {
  let text = part.replace(MARKED_FIELD, '$1$2');
  for (let pass = DEEPEST - 1; pass >= 0; pass--) {
    if (text.includes(`"${CONTROL}${pass}:`)) text = spliceText(text, wrapped(parseXml(text), pass));
  }
  return text.includes(`"${RUBY}`) ? spliceText(text, annotated(parseXml(text), text)) : text;
}

const is = (node: XmlNode | undefined, name: string): boolean => node?.prefix === 'w:' && node.name === name;

/** Base texts of annotations that stand alone in their run: in controls, of which the editor keeps the properties as they are. */
function rubies(node: XmlNode, text: string): Splice[] {
  return node.children.flatMap((run) => {
    const [ruby] = run.children.filter(({ name }) => name !== 'rPr');
    const base = is(ruby, 'ruby') ? ruby!.children.find((each) => is(each, 'rubyBase')) : undefined;
    const isAlone = run.children.filter(({ name }) => name !== 'rPr').length === 1;
    if (!is(node, 'p') || !is(run, 'r') || !base || !isAlone || base.children.length === 0) return rubies(run, text);
    const around = [text.slice(run.start, base.innerStart), text.slice(base.innerEnd, run.end)].map(encode).join('.');
    const properties = `<w:sdtPr><w:tag w:val="${RUBY}${around}"/></w:sdtPr>`;
    const inside = text.slice(base.innerStart, base.innerEnd);
    return [{ start: run.start, end: run.end, text: `<w:sdt>${properties}<w:sdtContent>${inside}</w:sdtContent></w:sdt>` }];
  });
}

function annotated(node: XmlNode, text: string): Splice[] {
  return node.children.flatMap((control) => {
    const tag = is(control, 'sdt') ? control.children[0]?.children.find(({ name }) => name === 'tag') : undefined;
    const value = tag?.attributes['w:val'] ?? '';
    const content = control.children.find((each) => is(each, 'sdtContent'));
    if (!value.startsWith(RUBY)) return annotated(control, text);
    const [before = '', after = ''] = value.slice(RUBY.length).split('.').map(decode);
    const inside = content ? text.slice(content.innerStart, content.innerEnd) : '';
    // With its last word, an annotation goes.
    return [{ start: control.start, end: control.end, text: inside.trim() ? before + inside + after : '' }];
  });
}

/** Controls in tables that hold one row, cell or paragraph, the outer ones first. A bookmark in the first paragraph marks what they held. */
function controls(node: XmlNode, text: string, pass: number, nextId: () => number): Splice[] {
  return node.children.flatMap((control) => {
    const kind = node.prefix === 'w:' ? HELD[node.name] : undefined;
    const held = kind === undefined ? undefined : heldBy(control, kind);
    const paragraph = held && firstParagraph(held);
    if (!held || !paragraph) return controls(control, text, pass, nextId);
    const isEmpty = text.slice(paragraph.start, paragraph.end).endsWith('/>');
    const around = [text.slice(control.start, held.start), text.slice(held.end, control.end)].map(encode).join('.');
    const id = nextId();
    const name = `${CONTROL}${pass}:${kind}:${isEmpty ? 'e' : ''}${rulesOf(text.slice(control.start, held.start))}:${around}`;
    const mark = `<w:bookmarkStart w:id="${id}" w:name="${name}"/><w:bookmarkEnd w:id="${id}"/>`;
    const place = is(paragraph.children[0], 'pPr') ? paragraph.children[0]!.end : paragraph.innerStart;
    const [start, end] = isEmpty ? [paragraph.end - 2, paragraph.end] : [place, place];
    return [
      { start: control.start, end: held.start, text: '' },
      { start, end, text: isEmpty ? `>${mark}</w:p>` : mark },
      { start: held.end, end: control.end, text: '' },
    ];
  });
}

/** For the page, which keeps to them (`word-controls.ts`): `l` when what it holds must not be changed there, `k` when it must not be deleted. */
function rulesOf(properties: string): string {
  const isLocked = /"(?:sdtC|c)ontentLocked"|<w:(?:dataBinding|group|dropDownList)\b|<w15:dataBinding\b|<w14:checkbox\b/.test(properties);
  return `${isLocked ? 'l' : ''}${/"sdt(?:Content)?Locked"/.test(properties) ? 'k' : ''}`;
}

/** The one element in a control, or in controls within each other. */
function heldBy(control: XmlNode, kind: string): XmlNode | undefined {
  const content = is(control, 'sdt') ? control.children.find((each) => is(each, 'sdtContent')) : undefined;
  const [held, ...more] = content?.children ?? [];
  if (!held || more.length > 0) return undefined;
  return is(held, kind) ? held : heldBy(held, kind);
}

function firstParagraph(node: XmlNode): XmlNode | undefined {
  if (is(node, 'p')) return node;
  for (const each of node.children) {
    const found = firstParagraph(each);
    if (found) return found;
  }
  return undefined;
}

function wrapped(root: XmlNode, pass: number): Splice[] {
  const splices: Splice[] = [];
  const ids = new Set<string | undefined>();
  /** A paragraph that is split has its bookmarks twice; what was joined is in one control. */
  const done = new Set<string | number>();
  const mark = (node: XmlNode, above: readonly XmlNode[]): void => {
    const name = node.attributes['w:name'] ?? '';
    if (!is(node, 'bookmarkStart') || !name.startsWith(`${CONTROL}${pass}:`))
      return node.children.forEach((each) => mark(each, [node, ...above]));
    const [, kind = '', flags = '', around = ''] = name.slice(CONTROL.length).split(':');
    const paragraph = above.find((each) => is(each, 'p'))!;
    const at = above.findIndex((each) => is(each, kind));
    const [held, parent] = [above[at], above[at + 1]];
    ids.add(node.attributes['w:id']);
    const ends = paragraph.children.filter((each) => is(each, 'bookmarkEnd') && each.attributes['w:id'] === node.attributes['w:id']);
    const marks = [node, ...ends];
    const length = marks.reduce((sum, { start, end }) => sum + end - start, 0);
    if (flags.includes('e') && paragraph.innerEnd - paragraph.innerStart === length) {
      splices.push({ start: paragraph.innerStart - 1, end: paragraph.end, text: '/>' });
    } else splices.push(...marks.map(({ start, end }) => ({ start, end, text: '' })));
    const isPlace = held && parent && HELD[parent.name] === kind && parent.children.includes(held);
    if (!isPlace || done.has(name) || done.has(held.start)) return;
    done.add(name).add(held.start);
    const [before = '', after = ''] = around.split('.').map(decode);
    splices.push({ start: held.start, end: held.start, text: before }, { start: held.end, end: held.end, text: after });
  };
  mark(root, []);
  return splices;
}
