/** What cells have beside their content: notes and links (ECMA-376 part 1, 18.7.3 and 18.3.1.47). */
import type { Link, Note } from '../../shared/sheet/notices.js';
import { related, relationshipsOf } from '../ooxml/relationships.js';
import { child, children, parseXml, type XmlNode } from '../ooxml/xml.js';
import type { ZipFile } from '../ooxml/zip-file.js';
import { readCellText, readEscapes } from '../../shared/sheet/escapes.js';
import { isInside, readRanges, readReference } from '../../shared/sheet/references.js';

/** @param part the sheet's */
export function readNotes(zip: ZipFile, part: string): Note[] {
  return related(zip, part, 'comments').flatMap((comments) => {
    const list = child(parseXml(zip.text(comments) ?? '<none/>'), 'commentList');
    return children(list, 'comment').flatMap((node) => {
      const cell = readReference(node.attributes.ref ?? '');
      const text = readCellText(textIn(child(node, 'text'))).trim();
      return isInside(cell) && text ? [{ ...cell, text }] : [];
    });
  });
}

/** Without readings of East Asian words. */
function textIn(node: XmlNode | undefined): string {
  return (node?.children ?? []).map((each) => (each.name === 't' ? each.text : each.name === 'r' ? textIn(each) : '')).join('');
}

export function readLinks(zip: ZipFile, part: string, root: XmlNode): Link[] {
  const nodes = children(child(root, 'hyperlinks'), 'hyperlink');
  if (nodes.length === 0) return [];
  const targets = new Map(relationshipsOf(zip, part).map(({ id, target }) => [id, target]));
  return nodes.flatMap(({ attributes }) => {
    const [range] = readRanges(attributes.ref ?? '');
    const id = Object.keys(attributes).find((name) => /:id$/.test(name));
    const url = id === undefined ? undefined : targets.get(attributes[id] ?? '');
    const place = attributes.location && readEscapes(attributes.location);
    if (!range || (!url && !place)) return [];
    return [{ ...range, ...(url ? { url: place ? `${url}#${place}` : url } : { place: place! }) }];
  });
}
