/** A list in XML with one more entry at its end: content types, relationships. */
import { parseXml, spliceText } from './xml.js';

/** @throws {SyntaxError} when the list is no XML */
export function appendEntry(list: string, entry: string): string {
  const { innerEnd } = parseXml(list);
  return spliceText(list, [{ start: innerEnd, end: innerEnd, text: entry }]);
}
