/**
 * Tracked changes in a form the page's editor reads, and back. It reads none in links, in content controls that stand in a line and in other changes, and not their words either.
 * A change in a link is given to it as a link in a change (with no deleted words in the link, as it does not read those), the others as links to a place whose name says what they are.
 */
import { changesOfAnchor, trackedAnchor, type TrackedChanges } from '../../shared/word/tracked-anchor.js';
import { escapeXml, parseXml, spliceText, type Splice, type XmlNode } from '../ooxml/xml.js';

/** @param part as it is in the file @returns as the page gets it @throws {SyntaxError} */
export function trackedForPage(part: string): string {
  return /<w:(?:ins|del) /.test(part) ? readable(changesInLinks(part)) : part;
}

function readable(part: string): string {
  const splices: Splice[] = [];
  const read = (node: XmlNode, place: 'blocks' | 'line' | 'control'): void => {
    if (is(node, 'hyperlink')) splices.push(...(place === 'line' ? changesInLink(node, part) : []));
    else if (isChange(node) && place === 'control') splices.push(...asLinks(node, part));
    else if (isChange(node)) splices.push(...node.children.filter(isChange).flatMap((each) => asLinks(each, part)));
    else {
      // A control around paragraphs is read as it is.
      const inside = is(node, 'p') ? 'line' : is(node, 'sdt') && place === 'line' ? 'control' : place;
      for (const each of node.children) read(each, inside);
    }
  };
  read(parseXml(part), 'blocks');
  return splices.length === 0 ? part : spliceText(part, splices);
}

const is = (node: XmlNode, name: string): boolean => node.prefix === 'w:' && node.name === name;
const isChange = (node: XmlNode): boolean => is(node, 'ins') || is(node, 'del');

/** The link in pieces, around what has changed and around the rest. */
function changesInLink(link: XmlNode, part: string): Splice[] {
  const changes = link.children.filter((each) => isChange(each) && each.children.length > 0 && each.children.every((run) => is(run, 'r')));
  if (changes.length === 0) return [];
  const [open, close] = [part.slice(link.start, link.innerStart), part.slice(link.innerEnd, link.end)];
  const linked = (start: number, end: number) => (start < end ? open + part.slice(start, end) + close : '');
  let [text, at] = ['', link.innerStart];
  for (const change of changes) {
    text += linked(at, change.start) + part.slice(change.start, change.innerStart);
    text += undeleted(linked(change.innerStart, change.innerEnd)) + part.slice(change.innerEnd, change.end);
    at = change.end;
  }
  return [{ start: link.start, end: link.end, text: text + linked(at, link.innerEnd) }];
}

/** A change that is read nowhere else, or one in a change. One that holds more than words stays as it is. */
function asLinks(change: XmlNode, part: string, around: TrackedChanges = []): Splice[] {
  const changes: TrackedChanges = [...around, changeOf(change)];
  const isReadable = (each: XmlNode) =>
    is(each, 'r') || (changes.length === 1 && isChange(each) && each.children.every((run) => is(run, 'r')));
  if (change.children.length === 0 || !change.children.every(isReadable)) return [];
  const text = change.children.map((each) => {
    if (isChange(each)) return linkTo([...changes, changeOf(each)], part.slice(each.innerStart, each.innerEnd));
    return linkTo(changes, part.slice(each.start, each.end));
  });
  return [{ start: change.start, end: change.end, text: text.join('') }];
}

const linkTo = (changes: TrackedChanges, runs: string): string =>
  `<w:hyperlink w:anchor="${escapeXml(trackedAnchor(changes))}">${undeleted(runs)}</w:hyperlink>`;

/** Words that are deleted are in other elements (ECMA-376 part 1, 17.3.3.7, 17.16.13). */
const undeleted = (runs: string): string =>
  runs.replaceAll(/(<\/?w:)delText\b/g, '$1t').replaceAll(/(<\/?w:)delInstrText\b/g, '$1instrText');

const deleted = (runs: string): string =>
  runs.replaceAll(/(<\/?w:)t(?=[\s>/])/g, '$1delText').replaceAll(/(<\/?w:)instrText\b/g, '$1delInstrText');

function changeOf({ name, attributes }: XmlNode): TrackedChanges[number] {
  const { 'w:id': id = '0', 'w:author': author = '', 'w:date': date = null } = attributes;
  return [name === 'ins' ? 'ins' : 'del', Math.trunc(Number(id)) || 0, author, date];
}

/** Not one without content, which has no end tag of its own. */
const LINK = /<w:hyperlink\b([^>]*[^>/])>(.*?)<\/w:hyperlink>/gs;
const ANCHOR = /\sw:anchor="([^"]*)"/;
const DELETION = /(<w:del [^>]*[^>/]>)(.*?)(<\/w:del>)/gs;

/** The reverse of {@link trackedForPage}, for a part the page has written. */
export function trackedForFile(part: string): string {
  if (!/<w:(?:ins|del|moveFrom|moveTo) |<w:hyperlink w:anchor="_imm_tracked:/.test(part)) return part;
  const unlinked = part.replace(LINK, (whole, attributes: string, runs: string) => {
    const changes = changesOfAnchor(ANCHOR.exec(attributes)?.[1] ?? '');
    if (!changes) return whole;
    const open = changes.map(([kind, id, author, date]) => {
      const dated = date === null ? '' : ` w:date="${escapeXml(date)}"`;
      return `<w:${kind} w:id="${id}" w:author="${escapeXml(author)}"${dated}>`;
    });
    return (
      open.join('') +
      runs +
      [...changes]
        .reverse()
        .map(([kind]) => `</w:${kind}>`)
        .join('')
    );
  });
  return joined(changesInLinks(unlinked)).replace(DELETION, (_, open: string, runs: string, close: string) => {
    // Text boxes have words of their own.
    const isDrawn = runs.includes('<w:drawing') || runs.includes('<w:pict');
    return open + (isDrawn ? runs : deleted(runs)) + close;
  });
}

/** A part in which no change holds a link: a link holds changes, as the schema has it (ECMA-376 part 1, 17.13.5, 17.16.22). @throws {SyntaxError} */
export function changesInLinks(part: string): string {
  if (!/<w:(?:ins|del|moveFrom|moveTo) [^>]*><w:/.test(part) || !part.includes('<w:hyperlink')) return part;
  const splices: Splice[] = [];
  const read = (node: XmlNode): void => {
    if (isMarked(node) && holdsLink(node)) splices.push({ start: node.start, end: node.end, text: linksOutside(node, part) });
    else node.children.forEach(read);
  };
  read(parseXml(part));
  return splices.length === 0 ? part : spliceText(part, splices);
}

const isMarked = (node: XmlNode): boolean => isChange(node) || is(node, 'moveFrom') || is(node, 'moveTo');
const holdsLink = ({ children }: XmlNode): boolean => children.some((each) => is(each, 'hyperlink') || (isMarked(each) && holdsLink(each)));

/** @param around tags of the changes it stands in */
function linksOutside(change: XmlNode, part: string, around: readonly [open: string, close: string] = ['', '']): string {
  const open = around[0] + part.slice(change.start, change.innerStart);
  const close = part.slice(change.innerEnd, change.end) + around[1];
  return change.children
    .map((each) => {
      if (isMarked(each)) return linksOutside(each, part, [open, close]);
      if (!is(each, 'hyperlink')) return open + part.slice(each.start, each.end) + close;
      const inside = part.slice(each.innerStart, each.innerEnd);
      return part.slice(each.start, each.innerStart) + open + inside + close + part.slice(each.innerEnd, each.end);
    })
    .join('');
}

/** Neighbours of one link that came of a change in it. */
function joined(part: string): string {
  const links = [...part.matchAll(LINK)];
  const splices = links.flatMap((link, index): Splice[] => {
    const next = links[index + 1];
    const end = link.index + link[0].length;
    if (next?.index !== end || next[1] !== link[1] || ![link, next].some(([, , runs]) => /<w:(?:ins|del) /.test(runs!))) return [];
    const tag = `<w:hyperlink${next[1]}>`;
    return [{ start: end - '</w:hyperlink>'.length, end: end + tag.length, text: '' }];
  });
  return spliceText(part, splices);
}
