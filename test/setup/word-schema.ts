/** What of the schema of WordprocessingML (ECMA-376 part 1, annex A.1) a saved part must keep to: which elements stand in which, and in which order. */
import { misplaced } from '../../local/src/server/ooxml/schema-order.js';
import { parseXml, type XmlNode } from '../../local/src/server/ooxml/xml.js';

const words = (text: string) => text.split(/\s+/);

/** They may stand between any others. */
const RANGES = words(
  'bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd proofErr permStart permEnd',
);
const CHANGES = words('ins del moveFrom moveTo');
const LINE = [...RANGES, ...CHANGES, ...words('r hyperlink fldSimple sdt smartTag customXml dir bdo subDoc')];
const BLOCKS = [...RANGES, ...CHANGES, ...words('p tbl sdt customXml altChunk')];

/** By the element they stand in; others are not checked. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  body: [...BLOCKS, 'sectPr'],
  hdr: BLOCKS,
  ftr: BLOCKS,
  tc: [...BLOCKS, 'tcPr'],
  tbl: [...RANGES, ...CHANGES, ...words('tblPr tblGrid tr sdt customXml')],
  tr: [...RANGES, ...CHANGES, ...words('tblPrEx trPr tc sdt customXml')],
  p: ['pPr', ...LINE],
  hyperlink: LINE,
  fldSimple: ['fldData', ...LINE],
  // No link: a link holds changes.
  ins: [...RANGES, ...CHANGES, ...words('r sdt smartTag customXml dir bdo')],
  del: [...RANGES, ...CHANGES, ...words('r sdt smartTag customXml dir bdo')],
  sdtContent: [...BLOCKS, ...LINE, 'tr', 'tc'],
  r: words(
    'rPr br t contentPart delText instrText delInstrText noBreakHyphen softHyphen dayShort monthShort yearShort dayLong monthLong yearLong annotationRef footnoteRef ' +
      'endnoteRef separator continuationSeparator sym pgNum cr tab object pict fldChar ruby footnoteReference endnoteReference commentReference drawing ptab lastRenderedPageBreak',
  ),
};
/** These stand once in an element. */
const ONCE = words(
  'pPr rPr tblPr tblGrid trPr tcPr sdtPr sdtContent numPr jc ind spacing shd pBdr tabs rFonts color sz szCs b i u strike vertAlign highlight',
);

/** @returns what is against the schema, each as `parent/child` with what is wrong */
export function schemaFaults(xml: string): string[] {
  const root = parseXml(xml);
  return [...misplaced(root).map((place) => `${place} misplaced`), ...faultsIn(root, false)];
}

function faultsIn(node: XmlNode, isDeleted: boolean): string[] {
  const allowed = node.prefix === 'w:' && Object.hasOwn(CHILDREN, node.name) ? CHILDREN[node.name]! : undefined;
  const own = node.children.filter(({ prefix }) => prefix === 'w:').map(({ name }) => name);
  const isIn = isDeleted || node.name === 'del';
  return [
    ...(allowed ? own.filter((name) => !allowed.includes(name)).map((name) => `${node.name}/${name} not allowed`) : []),
    ...ONCE.filter((name) => own.indexOf(name) !== own.lastIndexOf(name)).map((name) => `${node.name}/${name} twice`),
    ...own
      .filter((name) => name === (isIn ? 't' : 'delText'))
      .map((name) => `${node.name}/${name} ${isIn ? 'in a deletion' : 'not deleted'}`),
    // The last element of a cell is a paragraph (17.4.65).
    ...(node.name === 'tc' && own.at(-1) !== 'p' ? ['tc ends without a paragraph'] : []),
    ...node.children.flatMap((each) => faultsIn(each, isIn && each.name !== 'txbxContent')),
  ];
}
