/** The element as custom-elements.json describes it, and nothing else of that file. */
export interface Named {
  name: string;
  description: string;
}

export interface Attribute extends Named {
  /** The property behind it, if the element has one of its own. */
  fieldName?: string;
  type: { text: string };
}

export interface Member extends Named {
  kind: 'field' | 'method';
  type: { text: string };
  attribute?: string;
  readonly?: boolean;
}

export interface EventEntry extends Named {
  /** The event's class. */
  type: { text: string };
}

export interface Element extends Named {
  tagName: string;
  attributes: Attribute[];
  members: Member[];
  /** Members that can be set, attribute or not. */
  properties: Member[];
  events: EventEntry[];
  slots: Named[];
  cssParts: Named[];
  cssProperties: Named[];
}

/** @throws {Error} when something that users meet is not documented */
export function readElement(manifest: string): Element {
  const { modules } = JSON.parse(manifest) as { modules: { declarations: (Element & { customElement?: boolean })[] }[] };
  const element = modules.flatMap(({ declarations }) => declarations).find(({ customElement }) => customElement);
  if (!element) throw new Error('custom-elements.json has no custom element');
  const { attributes, members, events, slots, cssParts, cssProperties } = element;
  for (const { name, description } of [attributes, members, events, slots, cssParts, cssProperties].flat()) {
    if (!description) throw new Error(`${name} has no description`);
  }
  // What is HTML's own, like `nonce`, comes after what is the element's.
  attributes.sort((one, other) => Number(!one.fieldName) - Number(!other.fieldName));
  return { ...element, properties: members.filter(({ kind, readonly }) => kind === 'field' && !readonly) };
}

/** The words of a type made of strings, like `'preview' | 'edit'`, without the empty one; none for any other type. */
export function choices(type: string): string[] {
  const words = type.split('|').map((word) => /^'([^']*)'$/.exec(word.trim())?.[1]);
  return words.filter((word) => word !== undefined).length === words.length ? (words.filter(Boolean) as string[]) : [];
}

/** The words that a description offers as a list “separated by spaces: `one`, `two`”; none for any other attribute. */
export function listed(description: string): string[] {
  const list = /separated by spaces: ((?:`[a-z]+`(?:, )?)+)/.exec(description)?.[1] ?? '';
  return [...list.matchAll(/`([a-z]+)`/g)].map(([, word]) => word!);
}

/** Everything but what is after “; default:”, and that. */
export function splitDefault(description: string): [text: string, fallback: string] {
  const match = /^(.*?); default: ([^;]*?)\.( .*)?$/s.exec(description);
  return match ? [`${match[1]}.${match[3] ?? ''}`, match[2]!] : [description, ''];
}

/** `imm-file-status` → `fileStatus`. */
export function eventProperty(event: string): string {
  return event.replace(/^imm-/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
