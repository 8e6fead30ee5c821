/** Three-way merge of a package's own lists, where each entry has a name: relationships and content types (ECMA-376 part 2, 6.5 and 7.2). */
import { spliceText, type XmlNode } from './xml.js';
import { XmlSource } from './xml-source.js';

/**
 * @param isNeeded entries of the edited list that the original has not yet, though the editor has not only now added them
 * @throws {SyntaxError} when one is no XML, or the editor has given a name anew that the original has for something else
 */
export function mergeNamed(original: string, untouched: string, edited: string, isNeeded: (entry: XmlNode) => boolean): string {
  const [own, before, after] = [original, untouched, edited].map(entriesOf) as [Entries, Entries, Entries];
  const splices = [...before.entries.keys()]
    .filter((name) => !after.entries.has(name))
    .flatMap((name) => own.entries.get(name) ?? [])
    .map(({ start, end }) => ({ start, end, text: '' }));
  const fresh: string[] = [];
  for (const [name, entry] of after.entries) {
    const [mine, was] = [own.entries.get(name), before.entries.get(name)];
    const isChanged = !was || before.source.print(was) !== after.source.print(entry);
    const text = after.source.of(entry);
    if (!mine) {
      if (isChanged || isNeeded(entry)) fresh.push(text);
    } else if (isChanged && own.source.print(mine) !== after.source.print(entry)) {
      if (!was) throw new SyntaxError(`${name} is taken`);
      splices.push({ start: mine.start, end: mine.end, text });
    }
  }
  const { innerEnd } = own.source.root;
  return spliceText(original, [...splices, { start: innerEnd, end: innerEnd, text: fresh.join('') }]);
}

interface Entries {
  source: XmlSource;
  entries: Map<string, XmlNode>;
}

function entriesOf(text: string): Entries {
  const source = new XmlSource(text);
  const nameOf = ({ attributes }: XmlNode) => attributes.Id ?? attributes.PartName ?? `*.${attributes.Extension?.toLowerCase()}`;
  return { source, entries: new Map(source.root.children.map((each) => [nameOf(each), each])) };
}
