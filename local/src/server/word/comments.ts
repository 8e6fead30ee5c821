/**
 * What Word keeps of comments beside their text: which answer which, which are done (MS-DOCX 2.5). It refers to paragraphs by names, and the editor
 * gives new ones to those without, each time it writes.
 */
import { parseXml, spliceText, type XmlNode } from '../ooxml/xml.js';
import type { ZipFile } from '../ooxml/zip-file.js';

type Parts = Map<string, Buffer | string | null>;

/**
 * A package an editor has written, with comments under the names they have in `own`, so that nothing seems changed that is not. Of comments that have none there
 * only what has to be said keeps the editor's: that they are done, or answered. See {@link nameMentioned}.
 * @throws {SyntaxError}
 */
export function nameComments(written: ZipFile, own: ZipFile): ZipFile {
  const paragraphs = renamed(written, own, 'comments', 'id', ({ children }) => valueOf(children.at(-1), 'paraId'));
  const named = change(written, ['comments'], (text) => rename(text, (name) => paragraphs.get(name) || name));
  const mentioned = mentionedIn(written);
  const listed = change(named, LISTS, (text) =>
    rename(text, (name) => paragraphs.get(name) || (mentioned.has(name) ? name : (paragraphs.get(name) ?? name))),
  );
  const durables = renamed(listed, own, 'commentsIds', 'paraId', (entry) => valueOf(entry, 'durableId'));
  return change(listed, LISTS, (text) =>
    rename(text, (name) => durables.get(name) ?? name)
      .replace(NAMELESS, '')
      .replace(ORPHANED, ''),
  );
}

const LISTS = ['commentsExtended', 'commentsIds', 'commentsExtensible'];
const NAME = /(:(?:paraId|paraIdParent|durableId)=")([^"]*)"/g;
/** Answers to those stand for themselves. */
const ORPHANED = / [\w:]*:paraIdParent=""/g;
const NAMELESS = /<[\w:]*:(?:commentEx|commentId|commentExtensible) [^>]*:(?:paraId|durableId)=""[^>]*\/>/g;

const valueOf = (node: XmlNode | undefined, key: string) =>
  Object.entries(node?.attributes ?? {}).find(([each]) => each.endsWith(`:${key}`))?.[1] ?? '';

/** What comments are called in a written part, and what in the original: nothing, where they have no name there. */
function renamed(written: ZipFile, own: ZipFile, part: string, key: string, nameOf: (entry: XmlNode) => string): Map<string, string> {
  const [theirs, mine] = [written, own].map((zip) => {
    const text = zip.text(`word/${part}.xml`);
    return text === undefined ? [] : parseXml(text).children.map((each) => [valueOf(each, key), nameOf(each)] as const);
  }) as [(readonly [string, string])[], (readonly [string, string])[]];
  const known = new Map(mine).set('', '');
  return new Map(theirs.flatMap(([entry, name]) => (name && known.has(entry) ? [[name, known.get(entry)!]] : [])));
}

const rename = (text: string, nameOf: (name: string) => string) =>
  text.replace(NAME, (_, key: string, name: string) => `${key}${nameOf(name)}"`);

function change(zip: ZipFile, files: readonly string[], changed: (text: string) => string): ZipFile {
  const paths = files.map((file) => `word/${file}.xml`).filter((path) => zip.has(path));
  return zip.with(new Map(paths.map((path) => [path, changed(zip.text(path)!)])));
}

/** Names of comments that are done, of answers, and of what they answer. */
function mentionedIn(zip: ZipFile): Set<string> {
  const text = zip.text('word/commentsExtended.xml');
  const entries = text === undefined ? [] : parseXml(text).children;
  return new Set(
    entries.flatMap((entry) => {
      const [name, parent] = [valueOf(entry, 'paraId'), valueOf(entry, 'paraIdParent')];
      return parent ? [name, parent] : /^(1|true|on)$/.test(valueOf(entry, 'done')) ? [name] : [];
    }),
  );
}

/** Where Word 2010 and later look for the names of paragraphs (MS-DOCX 2.2.4). */
const W14 = 'http://schemas.microsoft.com/office/word/2010/wordml';

/**
 * Gives comments that have no name in the file the one under which `next` says that they are done, or answered; files of Word before 2013 have none.
 * @param next what the editor has written, after {@link nameComments}
 */
export function nameMentioned(parts: Parts, own: ZipFile, next: ZipFile): void {
  const path = 'word/comments.xml';
  const [text, written] = [parts.get(path)?.toString() ?? own.text(path), next.text(path)];
  if (text === undefined || written === undefined) return;
  const mentioned = mentionedIn(next);
  const names = new Map(parseXml(written).children.map((each) => [valueOf(each, 'id'), valueOf(each.children.at(-1), 'paraId')]));
  const root = parseXml(text);
  const prefix = Object.entries(root.attributes)
    .find(([name, value]) => name.startsWith('xmlns:') && value === W14)?.[0]
    .slice(6);
  const named = root.children.flatMap((comment) => {
    const [paragraph, name] = [comment.children.at(-1), names.get(valueOf(comment, 'id')) ?? ''];
    if (paragraph?.name !== 'p' || valueOf(paragraph, 'paraId') || !mentioned.has(name)) return [];
    return [insertion(paragraph, ` ${prefix ?? 'w14'}:paraId="${name}"`)];
  });
  if (named.length === 0 || (prefix === undefined && 'xmlns:w14' in root.attributes)) return;
  const declared = prefix === undefined ? [insertion(root, ` xmlns:w14="${W14}"`)] : [];
  parts.set(path, spliceText(text, [...declared, ...named]));
}

/** After the name in a start tag. */
function insertion({ start, prefix, name }: XmlNode, text: string): { start: number; end: number; text: string } {
  const at = start + 1 + prefix.length + name.length;
  return { start: at, end: at, text };
}

/** Takes out what refers to a name that is in no comment. */
export function dropStrayComments(parts: Parts, own: ZipFile): void {
  const textOf = (name: string) => parts.get(`word/${name}.xml`)?.toString() ?? own.text(`word/${name}.xml`) ?? '';
  drop(parts, own, 'commentsExtended', 'paraId', textOf('comments'));
  drop(parts, own, 'commentsIds', 'paraId', textOf('comments'));
  drop(parts, own, 'commentsExtensible', 'durableId', textOf('commentsIds'));
}

function drop(parts: Parts, own: ZipFile, name: string, key: string, named: string): void {
  const path = `word/${name}.xml`;
  const text = parts.get(path)?.toString();
  if (text === undefined) return;
  const { children } = parseXml(text);
  const stray = children.filter((each) => !named.includes(`:${key}="${valueOf(each, key)}"`));
  if (stray.length === children.length && !own.has(path)) parts.delete(path);
  else if (stray.length > 0)
    parts.set(
      path,
      spliceText(
        text,
        stray.map(({ start, end }) => ({ start, end, text: '' })),
      ),
    );
}

const REFERENCE = /<(?:\w+:)?commentReference\b[^>]*?:id="([^"]*)"/g;

/** Takes out comments that the text referred to and does no longer: a deleted comment must not stay readable in the file. */
export function dropDeletedComments(parts: Parts, own: ZipFile): void {
  const referred = (text: string | undefined) => new Set(Array.from(text?.matchAll(REFERENCE) ?? [], ([, id]) => id));
  const was = new Set<string | undefined>();
  const is = new Set<string | undefined>();
  for (const name of own.names.filter((each) => /^word\/[^/]*\.xml$/.test(each))) {
    for (const id of referred(own.text(name))) was.add(id);
    for (const id of referred(parts.has(name) ? parts.get(name)?.toString() : own.text(name))) is.add(id);
  }
  const path = 'word/comments.xml';
  const text = parts.has(path) ? parts.get(path)?.toString() : own.text(path);
  if (text === undefined) return;
  const deleted = parseXml(text).children.filter((each) => was.has(valueOf(each, 'id')) && !is.has(valueOf(each, 'id')));
  if (deleted.length === 0) return;
  // What the lists say of them goes in dropStrayComments.
  for (const list of LISTS.map((name) => `word/${name}.xml`)) if (!parts.has(list) && own.has(list)) parts.set(list, own.text(list)!);
  parts.set(
    path,
    spliceText(
      text,
      deleted.map(({ start, end }) => ({ start, end, text: '' })),
    ),
  );
}
