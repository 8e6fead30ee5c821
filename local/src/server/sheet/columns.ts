/** Columns with another width (ECMA-376 part 1, 18.3.1.13): what is said of several at once is said of each stretch then. */
import { child, children, escapeXml, type Splice, type XmlNode } from '../ooxml/xml.js';
import { DIGIT } from './snapshot.js';

/** @param data where the sheet's cells begin @param widths px, by column */
export function changedColumns(source: string, root: XmlNode, data: number, widths: ReadonlyMap<number, number>): Splice[] {
  if (widths.size === 0) return [];
  const { prefix } = root;
  const cols = child(root, 'cols');
  const written: { from: number; text: string }[] = [];
  const write = (attributes: Readonly<Record<string, string>>, from: number, to: number) => {
    const all = Object.entries({ ...attributes, min: String(from), max: String(to) }).map(
      ([name, value]) => ` ${name}="${escapeXml(value)}"`,
    );
    written.push({ from, text: `<${prefix}col${all.join('')}/>` });
  };
  const left = new Map(widths);
  const resized = (attributes: Readonly<Record<string, string>>, column: number) => {
    write({ ...attributes, width: String(left.get(column - 1)! / DIGIT), customWidth: '1' }, column, column);
    left.delete(column - 1);
  };
  for (const node of children(cols, 'col')) {
    const [min, max] = [Number(node.attributes.min), Number(node.attributes.max)];
    const inside = [...left.keys()].map((at) => at + 1).filter((column) => min <= column && column <= max);
    if (inside.length === 0) written.push({ from: min, text: source.slice(node.start, node.end) });
    let from = min;
    for (const column of inside.sort((a, b) => a - b)) {
      if (from < column) write(node.attributes, from, column - 1);
      resized(node.attributes, column);
      from = column + 1;
    }
    if (inside.length > 0 && from <= max) write(node.attributes, from, max);
  }
  for (const at of [...left.keys()]) resized({}, at + 1);
  const inside = written.sort((a, b) => a.from - b.from).map(({ text }) => text);
  return [{ start: cols?.start ?? data, end: cols?.end ?? data, text: `<${prefix}cols>${inside.join('')}</${prefix}cols>` }];
}
