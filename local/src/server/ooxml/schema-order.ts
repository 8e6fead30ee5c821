/**
 * The order in which children of WordprocessingML elements stand (ECMA-376 part 1, annex A.1). Word reads most files that have another order; strict readers
 * and validators refuse them, and Word itself takes some for damaged.
 */
import type { XmlNode } from './xml.js';

/** Stands in a list for all children that are not in it. */
const OTHERS = '*';

const words = (text: string) => text.split(/\s+/);
const BORDERS = words('top left start bottom right end insideH insideV tl2br tr2bl');

/** By the element they stand in. */
const ORDERS: Readonly<Record<string, readonly string[]>> = {
  body: [OTHERS, 'sectPr'],
  p: ['pPr', OTHERS],
  r: ['rPr', OTHERS],
  sdt: ['sdtPr', 'sdtEndPr', 'sdtContent', OTHERS],
  // Bookmarks may stand before what a table looks like.
  tbl: words('bookmarkStart bookmarkEnd tblPr tblGrid *'),
  tr: ['tblPrEx', 'trPr', OTHERS],
  tc: ['tcPr', OTHERS],
  rPr: words(
    'ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color ' +
      'spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath * rPrChange',
  ),
  pPr: words(
    'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap ' +
      'overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc ' +
      'textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle * rPr sectPr pPrChange',
  ),
  numPr: words('ilvl numId numberingChange ins'),
  pBdr: words('top left bottom right between bar'),
  tblPr: words(
    'tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook ' +
      'tblCaption tblDescription * tblPrChange',
  ),
  tblPrEx: words('tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook * tblPrExChange'),
  tblBorders: BORDERS,
  tcBorders: BORDERS,
  tblCellMar: BORDERS,
  tcMar: BORDERS,
  trPr: words('* ins del trPrChange'),
  tcPr: words(
    'cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers cellIns cellDel cellMerge * tcPrChange',
  ),
  sectPr: words(
    'headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg ' +
      'textDirection bidi rtlGutter docGrid printerSettings * sectPrChange',
  ),
};
/** These come in any order among themselves (annex A.1: a choice). */
const SAME: Readonly<Record<string, string>> = { footerReference: 'headerReference', bookmarkEnd: 'bookmarkStart' };

type Named = Pick<XmlNode, 'name' | 'prefix'>;

function rankIn(parent: Named): ((child: Named) => number) | undefined {
  const order = Object.hasOwn(ORDERS, parent.name) ? ORDERS[parent.name] : undefined;
  if (!order) return undefined;
  const others = order.includes(OTHERS) ? order.indexOf(OTHERS) : order.length;
  return ({ name, prefix }) => {
    // Extensions have names of their own: `w14:shadow` is not `w:shadow`.
    const rank = prefix === parent.prefix ? order.indexOf(SAME[name] ?? name) : -1;
    return rank < 0 ? others : rank;
  };
}

/** Children in the order of the schema; those it does not tell apart keep theirs. @param nodeOf the element of a child */
export function inSchemaOrder<Child>(parent: Named, children: readonly Child[], nodeOf: (child: Child) => Named): readonly Child[] {
  const rank = rankIn(parent);
  if (!rank) return children;
  // A bookmark among the rows of a table stays there.
  const before = parent.name === 'tbl' ? children.findIndex((each) => nodeOf(each).name === 'tr') : -1;
  const head = before < 0 ? children : children.slice(0, before);
  const sorted = head.map((child) => [child, rank(nodeOf(child))] as const).sort(([, a], [, b]) => a - b);
  return [...sorted.map(([child]) => child), ...(before < 0 ? [] : children.slice(before))];
}

/** Elements of a tree that stand behind what they should stand before, each as `parent/child`. */
export function misplaced(node: XmlNode): string[] {
  const sorted = inSchemaOrder(node, node.children, (each) => each);
  const wrong = node.children.findIndex((each, index) => each !== sorted[index]);
  const own = wrong < 0 ? [] : [`${node.name}/${sorted[wrong]!.name}`];
  return [...own, ...node.children.flatMap(misplaced)];
}
