/** How a framework's values reach the element: what HTML can say as attributes, so that servers render it, the rest as properties. */
import { textOf } from '../element/values.js';
import { PROPERTIES, type ImmWebofficeProperties } from './tag.js';

type Name = keyof ImmWebofficeProperties;
const NAMES = Object.keys(PROPERTIES) as Name[];

/** Beside what has no attribute, not in the page's source: a secret, and an object that may hold functions. */
const PROPERTIES_ONLY: readonly Name[] = ['password', 'sdkOptions'];

/** `undefined` stands for “not there”. */
export function attributesOf(values: ImmWebofficeProperties): Record<string, string | number | undefined> {
  const attributes: Record<string, string | number | undefined> = {};
  for (const name of NAMES) {
    const { attribute } = PROPERTIES[name];
    if (attribute && !isPropertyOnly(name)) attributes[attribute] = attributeValue(values[name]);
  }
  return attributes;
}

/** The values that are set as properties. Those that are not given are `undefined`, which resets them. */
export function propertiesOf(values: ImmWebofficeProperties): ImmWebofficeProperties {
  return Object.fromEntries(NAMES.filter(isPropertyOnly).map((name) => [name, values[name]]));
}

function isPropertyOnly(name: Name): boolean {
  return PROPERTIES[name].attribute === null || PROPERTIES_ONLY.includes(name);
}

/** Every value has a text, so that impossible ones reach the element, which says what is wrong with them. */
function attributeValue(value: unknown): string | number | undefined {
  if (value === undefined || value === null || value === false) return undefined;
  if (value === true) return '';
  if (typeof value === 'string' || typeof value === 'number') return value;
  return Array.isArray(value) ? value.map(textOf).join(' ') : textOf(value);
}

/** Who listens to these takes something over, from the office page or, of grants, from the element, which then waits: wrappers do only for who asks. */
const TAKEN_OVER: readonly string[] = ['imm-hyperlink-open', 'imm-toast', 'imm-grant-required'];

/** Whether a wrapper listens to an event of the element. */
export const isListenedTo = (type: string, hasHandler: boolean) => hasHandler || !TAKEN_OVER.includes(type);
