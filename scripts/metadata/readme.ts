/** The README's tables about the element. They stand between `<!-- element:NAME -->` and `<!-- /element:NAME -->`. */
import { splitDefault, type Element, type Member } from './manifest.js';

export function withTables(readme: string, element: Element): string {
  const { attributes, properties, members, events, slots, cssParts, cssProperties } = element;
  const tables: Record<string, string> = {
    attributes: table(
      ['attribute', 'what it is', 'default'],
      [
        ...attributes.map((each) => [code(each.name), ...describe(each)]),
        ...properties.filter(({ attribute }) => !attribute).map((each) => [`${code(each.name)}, a property`, ...describe(each)]),
      ],
    ),
    methods: list(members.filter(({ kind }) => kind === 'method').map((each) => ({ ...each, name: `${each.name}()` }))),
    properties: list(members.filter(({ readonly }) => readonly)),
    events: list(events),
    styling: table(
      ['slot, part or custom property', 'what it is'],
      [
        ...slots.map(({ name, description }) => [name ? code(`slot="${name}"`) : 'content', description]),
        ...cssParts.map(({ name, description }) => [code(`::part(${name})`), description]),
        ...cssProperties.map(({ name, description }) => [code(name), description]),
      ],
    ),
  };
  return Object.entries(tables).reduce((text, [name, content]) => replaceBetween(text, name, content), readme);
}

function describe({ description, type }: Pick<Member, 'description' | 'type'>): [text: string, fallback: string] {
  const [text, fallback] = splitDefault(description);
  return [text, fallback || (type.text === 'boolean' ? 'off' : 'none')];
}

const code = (text: string) => `\`${text}\``;

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function list(entries: { name: string; description: string }[]): string {
  return table(
    ['name', 'what it is'],
    entries.map(({ name, description }) => [code(name), description]),
  );
}

/** @throws {Error} when the README has no such place */
function replaceBetween(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- element:${name} -->`, `<!-- /element:${name} -->`];
  if (text.split(start).length !== 2 || text.split(end).length !== 2) throw new Error(`README.md needs one ${start} and one ${end}`);
  return `${text.split(start)[0]}${start}\n\n${content}\n\n${end}${text.split(end)[1]}`;
}
