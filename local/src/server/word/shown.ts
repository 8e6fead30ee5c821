/** What of a Word document its editor shows: found by trying it on one document for each way in which elements can stand in each other. */
import type { XmlNode } from '../ooxml/xml.js';

const BLOCKS = ['p', 'tbl', 'sdt'];
const MOVED = ['r', 'hyperlink'];

/** Elements whose words and pictures are shown, by the element they stand in (ECMA-376 part 1, 17 to 20). Others are not, and stay in the file. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  document: ['body'],
  body: BLOCKS,
  tbl: ['tr'],
  tr: ['tc'],
  tc: ['p', 'tbl'],
  sdt: ['sdtContent'],
  sdtContent: [...BLOCKS, ...MOVED],
  p: ['r', 'hyperlink', 'sdt', 'fldSimple', 'ins', 'del', 'moveTo', 'moveFrom', 'oMath', 'oMathPara'],
  hyperlink: ['r'],
  fldSimple: ['r'],
  ins: MOVED,
  del: MOVED,
  moveTo: MOVED,
  moveFrom: MOVED,
  r: ['t', 'delText', 'sym', 'drawing', 'pict', 'AlternateContent'],
  AlternateContent: ['Choice'],
  Choice: ['drawing'],
  drawing: ['inline', 'anchor'],
  inline: ['graphic'],
  anchor: ['graphic'],
  graphic: ['graphicData'],
  graphicData: ['pic', 'wsp'],
  wsp: ['txbx'],
  txbx: ['txbxContent'],
  txbxContent: ['p'],
  pict: ['shape'],
  shape: ['imagedata'],
};

/** Words, pictures, and what is drawn from a part of its own. */
const SEEN = new Set(['t', 'delText', 'sym', 'textpath', 'pic', 'imagedata', 'chart', 'relIds', 'object', 'altChunk', 'subDoc']);
const WHOLE = new Set([...SEEN, 'oMath', 'oMathPara']);
const TRACKED = new Set(['ins', 'del', 'moveTo', 'moveFrom']);

/** @param root of the document's body */
export function hidesSome(root: XmlNode): boolean {
  return hides(root, false) || hidesComments(root);
}

function hides(node: XmlNode, isTracked: boolean): boolean {
  return node.children.some((each) => {
    // What stands there is for programs that do not know the other choice.
    if (each.name === 'Fallback' || !isSeen(each, isTracked)) return false;
    if (!SHOWN[node.name]?.includes(each.name)) return true;
    return !WHOLE.has(each.name) && hides(each, isTracked || TRACKED.has(each.name));
  });
}

/** Inside tracked changes, what a field comes to is not shown either. */
const isSeen = ({ name, children }: XmlNode, isTracked: boolean): boolean =>
  SEEN.has(name) || (isTracked && name === 'fldChar') || children.some((each) => isSeen(each, isTracked || TRACKED.has(name)));

/** Those that stand at a place are not shown, only those about some words. */
function hidesComments(root: XmlNode): boolean {
  const [places, ranges] = ['commentReference', 'commentRangeStart'].map((name) => idsOf(root, name)) as [string[], string[]];
  return places.some((id) => !ranges.includes(id));
}

const idsOf = (node: XmlNode, name: string): string[] =>
  node.children.flatMap((each) => (each.name === name ? [each.attributes['w:id'] ?? ''] : idsOf(each, name)));
