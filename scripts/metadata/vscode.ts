/** Data for VS Code's HTML editor, format 1.1: https://github.com/microsoft/vscode-custom-data */
import { choices, listed, type Element } from './manifest.js';

const markdown = (value: string) => ({ kind: 'markdown', value });

export function vscodeData(element: Element): object {
  const { tagName, description, attributes, events, slots } = element;
  const lists: [string, string[]][] = [
    ['Events', events.map((event) => `- \`${event.name}\`: ${event.description}`)],
    ['Slots', slots.map((slot) => `- ${slot.name ? `\`${slot.name}\`` : 'content'}: ${slot.description}`)],
  ];
  const text = [description, ...lists.map(([title, lines]) => `**${title}**\n${lines.join('\n')}`)].join('\n\n');
  return {
    $schema: 'https://raw.githubusercontent.com/microsoft/vscode-html-languageservice/main/docs/customData.schema.json',
    version: 1.1,
    tags: [
      {
        name: tagName,
        description: markdown(text),
        attributes: attributes.map((attribute) => {
          // The format knows whole values only: of a list the words are offered one by one.
          const values = [...choices(attribute.type.text), ...listed(attribute.description)];
          return {
            name: attribute.name,
            description: markdown(attribute.description),
            // `v`: an attribute without a value.
            ...(attribute.type.text === 'boolean' && { valueSet: 'v' }),
            ...(values.length && { values: values.map((name) => ({ name })) }),
          };
        }),
      },
    ],
  };
}
