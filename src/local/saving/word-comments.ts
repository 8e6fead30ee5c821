/**
 * What Word keeps of comments beside their text: which answer which, which are done (MS-DOCX 2.5). It refers to paragraphs by names, and the editor
 * gives new ones to those without, each time it writes.
 */
import { parseXml, spliceText } from '../packages/xml.js';
import type { ZipFile } from '../packages/zip-file.js';

type Parts = Map<string, Buffer | string | null>;

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
  const nameOf = (attributes: Record<string, string>) => Object.entries(attributes).find(([each]) => each.endsWith(`:${key}`))?.[1];
  const stray = children.filter(({ attributes }) => !named.includes(`:${key}="${nameOf(attributes)}"`));
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
