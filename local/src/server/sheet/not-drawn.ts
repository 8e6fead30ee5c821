/** What of a sheet the grid does not draw, so that the page can say it and offer the pages instead. */
import type { NotDrawn } from '../../shared/page-api.js';
import { related } from '../ooxml/relationships.js';
import { children, parseXml, type XmlNode } from '../ooxml/xml.js';
import type { Workbook } from './workbook.js';

const KINDS: Readonly<Record<string, keyof NotDrawn>> = {
  ...{ graphicFrame: 'charts', pic: 'pictures', sp: 'shapes', cxnSp: 'shapes' },
  ...{ conditionalFormatting: 'formats', sparkline: 'sparklines' },
};

/** @param root of the sheet's part @param others found already */
export function notDrawn({ zip }: Workbook, part: string, root: XmlNode, others: NotDrawn): NotDrawn | undefined {
  const found: NotDrawn = Object.fromEntries(Object.entries(others).filter(([, count]) => count > 0));
  const count = (node: XmlNode): void => {
    const kind = KINDS[node.name];
    if (kind) found[kind] = (found[kind] ?? 0) + 1;
    // What takes the place of something for programs that do not know it is the same once more.
    else for (const each of node.children) if (each.name !== 'Fallback') count(each);
  };
  for (const each of [...children(root, 'conditionalFormatting'), ...children(root, 'extLst')]) count(each);
  for (const drawing of related(zip, part, 'drawing')) count(parseXml(zip.text(drawing) ?? '<none/>'));
  return Object.keys(found).length > 0 ? found : undefined;
}
