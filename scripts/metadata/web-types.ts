/** Data for JetBrains' editors: https://github.com/JetBrains/web-types */
import { choices, type Attribute, type Element, type Named } from './manifest.js';

export function webTypes(element: Element, version: string): object {
  const { tagName, description, attributes, members, events, slots, cssParts, cssProperties } = element;
  const fields = members.filter(({ kind }) => kind === 'field');
  return {
    $schema: 'https://json.schemastore.org/web-types',
    name: 'imm-weboffice',
    version,
    'description-markup': 'markdown',
    'js-types-syntax': 'typescript',
    contributions: {
      html: {
        elements: [
          {
            name: tagName,
            description,
            attributes: attributes.map((each) => ({ ...named(each), value: value(each) })),
            slots: slots.map(named),
            js: {
              properties: fields.map((each) => ({ ...named(each), type: each.type.text, 'read-only': each.readonly })),
              events: events.map((each) => ({ ...named(each), type: each.type.text })),
            },
          },
        ],
      },
      css: {
        properties: cssProperties.map(named),
        'pseudo-elements': cssParts.map((each) => ({ ...named(each), name: `part(${each.name})` })),
      },
    },
  };
}

const named = ({ name, description }: Named) => ({ name, description });

function value({ type: { text } }: Attribute): object {
  if (text === 'boolean') return { kind: 'no-value', type: 'boolean' };
  return { kind: 'plain', type: choices(text).length ? text : text.startsWith('number') ? 'number' : 'string' };
}
