/**
 * Tracked changes the Word editor cannot write: it leaves out all that is tracked inside a content control, the words and deletions; it writes tabs, line breaks, fields and
 * formulas that are tracked without content, forgets the link of tracked words, and that words somebody has inserted are deleted.
 *
 * What it writes as it stands are formulas. So what is to be written holds the tags of such changes and controls as formulas, with the plain content between them.
 */
import { proseDocToBlocks } from '@eigenpal/docx-editor-core/prosemirror/conversion';
import { serializeParagraph } from '@eigenpal/docx-editor-core/docx/serializer';
import { Fragment, type Mark, type Node } from 'prosemirror-model';

/** @returns a document in the place of `doc` for the editor to write */
export function writable<Doc extends Node>(doc: Doc): Doc {
  return doc.copy(Fragment.from(doc.children.map(writableBlock))) as Doc;
}

function writableBlock(node: Node): Node {
  if (!node.isTextblock) return node.isLeaf ? node : node.copy(Fragment.from(node.children.map(writableBlock)));
  const content = node.children.flatMap(writableInline);
  return content.every((each, index) => each === node.child(index)) ? node : node.copy(Fragment.from(content));
}

function writableInline(node: Node): Node[] {
  if (node.type.name === 'sdt') {
    const [open, close] = tagsOf(node);
    const content = [tag(node, open), ...node.children.flatMap(writableInline), tag(node, close)];
    return within(node, changesOf(node), content);
  }
  const changes = changesOf(node);
  return changes.length === 0 || isWritten(node, changes) ? [node] : within(node, changes, [node.mark(without(node, changes))]);
}

const changesOf = ({ marks }: Node): Mark[] => ['insertion', 'deletion'].flatMap((name) => marks.filter(({ type }) => type.name === name));

/** The editor writes it right by itself. */
function isWritten({ marks, isText, type }: Node, changes: readonly Mark[]): boolean {
  if (marks.some((mark) => mark.type.name === 'footnoteRef')) return true;
  const isLink = marks.some((mark) => mark.type.name === 'hyperlink');
  return changes.length === 1 && !isLink && (isText || type.name === 'image' || type.name === 'shape');
}

const without = ({ marks }: Node, changes: readonly Mark[]): Mark[] => marks.filter((mark) => !changes.includes(mark));

/** Words that are inserted and deleted are a deletion in an insertion (ECMA-376 part 1, 17.13.5.14). */
function within(node: Node, changes: readonly Mark[], content: readonly Node[]): Node[] {
  return [
    ...changes.map((change) => tag(node, `<${nameOf(change)} ${attributesOf(change)}>`)),
    ...content,
    ...[...changes].reverse().map((change) => tag(node, `</${nameOf(change)}>`)),
  ];
}

function nameOf({ type, attrs }: Mark): string {
  if (attrs['isMovePair']) return type.name === 'insertion' ? 'w:moveTo' : 'w:moveFrom';
  return type.name === 'insertion' ? 'w:ins' : 'w:del';
}

function attributesOf({ attrs }: Mark): string {
  const { revisionId, author, date } = attrs as { revisionId: number; author: string; date: string | null };
  const dated = date ? ` w:date="${escaped(date)}"` : '';
  return `w:id="${Math.max(0, Math.trunc(revisionId) || 0)}" w:author="${escaped(author.trim() || 'Unknown')}"${dated}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);

/** In the range of the comments on what it belongs to. */
function tag(node: Node, ommlXml: string): Node {
  const comments = node.marks.filter(({ type }) => type.name === 'comment');
  return node.type.schema.nodes['math']!.create({ ommlXml }, null, comments);
}

const CONTENT = '<w:r/>';

/** Of a content control, as the editor writes them. */
function tagsOf(control: Node): [open: string, close: string] {
  const { nodes } = control.type.schema;
  const empty = control.type.create(control.attrs, nodes['math']!.create({ ommlXml: CONTENT }));
  const blocks = proseDocToBlocks(nodes['doc']!.create(null, nodes['paragraph']!.create(null, empty)));
  const [block] = blocks;
  const xml = block?.type === 'paragraph' ? serializeParagraph(block) : '';
  const [start, middle, end] = [xml.indexOf('<w:sdt>'), xml.lastIndexOf(CONTENT), xml.lastIndexOf('</w:sdt>')];
  return [xml.slice(start, middle), xml.slice(middle + CONTENT.length, end + '</w:sdt>'.length)];
}
