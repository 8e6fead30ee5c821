/** Tells the program that opens a workbook next to calculate everything anew (ECMA-376 part 1, 18.2.2): the grid does not know all functions. */
import { child, escapeXml, parseXml, spliceText } from '../ooxml/xml.js';

/** What stands before `calcPr` (18.2.27). */
const BEFORE = new Set([
  ...[
    'fileVersion',
    'fileSharing',
    'workbookPr',
    'AlternateContent',
    'revisionPtr',
    'absPath',
    'workbookProtection',
    'bookViews',
    'sheets',
  ],
  ...['functionGroups', 'externalReferences', 'definedNames'],
]);

/** @param source of the workbook's own part */
export function calculatedOnLoad(source: string): string {
  const root = parseXml(source);
  const calcPr = child(root, 'calcPr');
  const last = root.children.filter(({ name }) => BEFORE.has(name)).at(-1);
  const place = last?.end ?? root.innerStart;
  const attributes = Object.entries({ ...calcPr?.attributes, fullCalcOnLoad: '1' }).map(
    ([name, value]) => ` ${name}="${escapeXml(value)}"`,
  );
  const text = `<${root.prefix}calcPr${attributes.join('')}/>`;
  return spliceText(source, [{ start: calcPr?.start ?? place, end: calcPr?.end ?? place, text }]);
}
