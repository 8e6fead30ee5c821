/** The module that the React and Vue wrappers and the types of tags are made from. */
import { eventProperty, type Attribute, type Element, type Member, type Named } from './manifest.js';

export function frameworkModule({ name, attributes, properties, events, slots }: Element): string {
  const handlers = events.map((event) => ({ ...event, handler: `on${upperFirst(eventProperty(event.name))}` }));
  return `/** Generated from custom-elements.json by \`npm run metadata\`: what wrappers and types of tags know of the element. */
import type { ${events.map(({ type }) => type.text).join(', ')} } from '../element/events.js';
import type { ${name} } from '../imm-weboffice.js';

/** Its properties, as React and Vue write them. */
export interface ImmWebofficeProperties {
${properties.map((each) => `${comment(each)}${each.name}?: ${name}['${each.name}'] | undefined;`).join('\n')}
}

/** Its attributes, as HTML writes them. */
export interface ImmWebofficeAttributes {
${attributes.map((each) => `${comment(each)}${JSON.stringify(each.name)}?: ${attributeType(name, each)} | undefined;`).join('\n')}
}

/** Its events, as handlers. */
export interface ImmWebofficeHandlers {
${handlers.map((each) => `${comment(each)}${each.handler}?: ((event: ${each.type.text}) => void) | undefined;`).join('\n')}
}

/** Its events, by type. */
export interface ImmWebofficeEvents {
${events.map((each) => `${comment(each)}${JSON.stringify(each.name)}: ${each.type.text};`).join('\n')}
}

/** What frameworks that set properties and listeners of custom elements take in their markup. */
export type ImmWebofficeTag = ImmWebofficeAttributes &
  Omit<ImmWebofficeProperties, keyof ImmWebofficeAttributes> & {
    [Type in keyof ImmWebofficeEvents as \`on\${Type}\`]?: ((event: ImmWebofficeEvents[Type]) => void) | undefined;
  };

/** Their attributes, where there is one, and their types, as Vue checks them. */
export const PROPERTIES = {
${properties.map((each) => `${each.name}: { attribute: ${JSON.stringify(each.attribute ?? null)}, type: ${runtimeType(each)} },`).join('\n')}
} as const satisfies Record<keyof ImmWebofficeProperties, object>;

/** The event each handler listens to. */
export const HANDLERS = {
${handlers.map((each) => `${each.handler}: '${each.name}',`).join('\n')}
} as const satisfies Record<keyof ImmWebofficeHandlers, string>;

/** Names of its slots. */
export const SLOTS = ${JSON.stringify(slots.map((slot) => slot.name).filter(Boolean))} as const;
`;
}

const comment = ({ description }: Named) => `/** ${description} */\n`;
const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function attributeType(element: string, { fieldName, type: { text } }: Attribute): string {
  if (text === 'boolean') return `boolean | '' | 'true' | 'false'`;
  if (text.startsWith('number')) return 'number | string';
  return words(text).includes('string') ? 'string' : `${element}['${fieldName}']`;
}

function runtimeType({ attribute, type: { text } }: Member): string {
  if (!attribute) return 'null';
  // Templates write texts: `preview-pages="5"`, `hide-toolbar="false"`.
  if (text === 'boolean') return '[Boolean, String]';
  if (text.startsWith('number')) return '[Number, String]';
  if (text.includes('[]')) return '[String, Array]';
  return words(text).length > 1 && words(text).includes('string') ? '[String, Object]' : 'String';
}

const words = (type: string) => type.split('|').map((word) => word.trim());
