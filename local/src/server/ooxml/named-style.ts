/** Whether a style is named by a run or its paragraph: looks that are gone have been taken away, unless they have gone with another style. */
import type { XmlNode } from './xml.js';

/** None, the same as before, or another. Without a name, the document's default style may say something, too. */
export type NamedStyle = 'none' | 'kept' | 'other';

/** By the properties of a run or a paragraph. */
export function namedStyle(before: XmlNode | undefined, after: XmlNode | undefined): NamedStyle {
  const nameIn = (properties: XmlNode | undefined) =>
    properties?.children.find(({ name }) => name === 'rStyle' || name === 'pStyle')?.attributes[`${properties.prefix}val`];
  const [was, is] = [before, after].map(nameIn);
  return was !== is ? 'other' : was === undefined ? 'none' : 'kept';
}

/** By the paragraphs themselves. */
export function styleOfParagraph(before: XmlNode | undefined, after: XmlNode): NamedStyle {
  const [was, is] = [before, after].map((paragraph) => paragraph?.children.find(({ name }) => name === 'pPr'));
  return namedStyle(was, is);
}
