/** Lists made in the Word editor: their paragraphs name two numbers after the document's last, bullets first, and nothing says yet what those are. */
import { parseXml, spliceText, type XmlNode } from '../packages/xml.js';
import type { ZipFile } from '../packages/zip-file.js';

type Parts = Map<string, Buffer | string | null>;

const PART = 'word/numbering.xml';
const RELATIONSHIPS = 'word/_rels/document.xml.rels';
const TYPES = '[Content_Types].xml';
const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SIGNS = ['•', '◦', '▪'];
const FORMATS = ['decimal', 'lowerLetter', 'lowerRoman'];

/** Says of both what they are, as soon as one is used (ECMA-376 part 1, 17.9). @throws {SyntaxError} */
export function defineLists(parts: Parts, own: ZipFile): void {
  const textOf = (name: string): string | undefined => parts.get(name)?.toString() ?? own.text(name);
  const numbering = textOf(PART) ?? `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:numbering ${NAMESPACE}></w:numbering>`;
  const root = parseXml(numbering);
  const last = Math.max(0, ...valuesOf(root, 'num', 'numId'));
  const used = [...(textOf('word/document.xml') ?? '').matchAll(/<(?:\w+:)?numId (?:\w+:)?val="(\d+)"/g)].map(([, id]) => Number(id));
  if (!used.includes(last + 1) && !used.includes(last + 2)) return;
  const free = Math.max(-1, ...valuesOf(root, 'abstractNum', 'abstractNumId')) + 1;
  // What lists look like stands before what they are called.
  const place = root.children.find(({ name }) => name !== 'numPicBullet' && name !== 'abstractNum')?.start ?? root.innerEnd;
  const end = root.children.find(({ name }) => name === 'numIdMacAtCleanup')?.start ?? root.innerEnd;
  const number = (at: number) => `<w:num ${NAMESPACE} w:numId="${last + 1 + at}"><w:abstractNumId w:val="${free + at}"/></w:num>`;
  parts.set(
    PART,
    spliceText(numbering, [
      { start: place, end: place, text: looks(free, bulletOf) + looks(free + 1, numberOf) },
      { start: end, end, text: number(0) + number(1) },
    ]),
  );
  if (own.has(PART)) return;
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml';
  append(parts, TYPES, textOf(TYPES)!, `<Override PartName="/${PART}" ContentType="${type}"/>`);
  const list =
    textOf(RELATIONSHIPS) ?? '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  append(parts, RELATIONSHIPS, list, `<Relationship Id="lists" Type="${OFFICE}/numbering" Target="numbering.xml"/>`);
}

const valuesOf = ({ children }: XmlNode, name: string, key: string) =>
  children
    .filter((each) => each.name === name)
    .map(({ attributes }) => Number(Object.entries(attributes).find(([each]) => each.endsWith(`:${key}`))?.[1] ?? 0));

function append(parts: Parts, name: string, text: string, entry: string): void {
  const { innerEnd } = parseXml(text);
  parts.set(name, spliceText(text, [{ start: innerEnd, end: innerEnd, text: entry }]));
}

const bulletOf = (level: number) => `<w:numFmt w:val="bullet"/><w:lvlText w:val="${SIGNS[level % 3]}"/>`;
const numberOf = (level: number) => `<w:numFmt w:val="${FORMATS[level % 3]}"/><w:lvlText w:val="%${level + 1}."/>`;

function looks(id: number, sign: (level: number) => string): string {
  const levels = Array.from(
    { length: 9 },
    (_, level) =>
      `<w:lvl w:ilvl="${level}"><w:start w:val="1"/>${sign(level)}<w:lvlJc w:val="left"/>` +
      `<w:pPr><w:ind w:left="${720 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>`,
  );
  return `<w:abstractNum ${NAMESPACE} w:abstractNumId="${id}"><w:multiLevelType w:val="hybridMultilevel"/>${levels.join('')}</w:abstractNum>`;
}
