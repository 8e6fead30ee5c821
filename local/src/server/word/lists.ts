/** Lists made in the Word editor: their paragraphs name numbers that nothing in the file defines yet. */
import { formatOf, LEVELS, markerOf } from '../../shared/word/made-lists.js';
import { parseXml, spliceText, type XmlNode } from '../ooxml/xml.js';
import type { ZipFile } from '../ooxml/zip-file.js';
import { registerPart } from './register-part.js';

type Parts = Map<string, Buffer | string | null>;

const PART = 'word/numbering.xml';
const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Defines the lists that the changed parts use and the document does not have yet. @throws {SyntaxError} */
export function defineLists(parts: Parts, own: ZipFile): void {
  const textOf = (name: string): string | undefined => parts.get(name)?.toString() ?? own.text(name);
  const numbering = textOf(PART) ?? `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:numbering ${NAMESPACE}></w:numbering>`;
  const root = parseXml(numbering);
  const known = new Set(valuesOf(root, 'num', 'numId'));
  const made = new Set<number>();
  for (const name of parts.keys()) {
    if (!WORDS.test(name)) continue;
    // A number the document has used without a definition means no list.
    const dangling = new Set(numbersIn(own.text(name) ?? ''));
    for (const number of numbersIn(textOf(name) ?? '')) if (number > 0 && !known.has(number) && !dangling.has(number)) made.add(number);
  }
  if (made.size === 0) return;
  const numbers = [...made].sort((one, other) => one - other);
  const free = Math.max(-1, ...valuesOf(root, 'abstractNum', 'abstractNumId')) + 1;
  // What lists look like stands before what they are called.
  const place = root.children.find(({ name }) => name !== 'numPicBullet' && name !== 'abstractNum')?.start ?? root.innerEnd;
  const end = root.children.find(({ name }) => name === 'numIdMacAtCleanup')?.start ?? root.innerEnd;
  const entryOf = (number: number, index: number) =>
    `<w:num ${NAMESPACE} w:numId="${number}"><w:abstractNumId w:val="${free + index}"/></w:num>`;
  parts.set(
    PART,
    spliceText(numbering, [
      { start: place, end: place, text: numbers.map((number, index) => looks(free + index, number)).join('') },
      { start: end, end, text: numbers.map(entryOf).join('') },
    ]),
  );
  if (!own.has(PART)) registerPart(parts, own, { word: 'numbering', relationships: OFFICE });
}

/** The body, headers and footers. */
const WORDS = /^word\/(?:document|header\d*|footer\d*)\.xml$/;

const numbersIn = (text: string): number[] => [...text.matchAll(/<(?:\w+:)?numId (?:\w+:)?val="(\d+)"/g)].map(([, id]) => Number(id));

const valuesOf = ({ children }: XmlNode, name: string, key: string) =>
  children
    .filter((each) => each.name === name)
    .map(({ attributes }) => Number(Object.entries(attributes).find(([each]) => each.endsWith(`:${key}`))?.[1] ?? 0));

function looks(id: number, number: number): string {
  const levels = Array.from(
    { length: LEVELS },
    (_, level) =>
      `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${formatOf(number, level)}"/><w:lvlText w:val="${markerOf(number, level)}"/>` +
      `<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${720 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>`,
  );
  return `<w:abstractNum ${NAMESPACE} w:abstractNumId="${id}"><w:multiLevelType w:val="hybridMultilevel"/>${levels.join('')}</w:abstractNum>`;
}
