/** The element's reference, from custom-elements.json. */
import { element } from './manifest.js';
import { escapeHTML } from './highlight.js';
import { prose } from './prose.js';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => row.map((cell, column) => (column === 0 ? `<th scope="row">${cell}</th>` : `<td>${cell}</td>`));
  return `<div class="table" tabindex="0" role="region" aria-label="${head.join(', ')}"><table>
    <thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead>
    <tbody>${rows.map((row) => `<tr>${cells(row).join('')}</tr>`).join('')}</tbody></table></div>`;
}

const code = (text: string) => `<code>${escapeHTML(text)}</code>`;

export function elementReference(): string {
  const open = element.members.filter(({ privacy, static: isStatic, name }) => !privacy && !isStatic && !name.startsWith('#'));
  const attributeFields = new Set(element.attributes.map(({ fieldName }) => fieldName));
  const named = (entries: readonly { name: string; description?: string }[], shown = code) =>
    entries.map(({ name, description }) => [shown(name), prose(description)]);
  const properties = open.filter(({ kind, name }) => kind === 'field' && !attributeFields.has(name));
  const methods = open.filter(({ kind }) => kind === 'method');
  const slotName = (name: string) => (name ? code(name) : 'no name');
  return `
    <h2>Attributes</h2>
    <p>Each has a property of the same name in camel case: <code>token-endpoint</code> is <code>tokenEndpoint</code>.</p>
    ${table(['Attribute', 'What it is'], named(element.attributes))}
    <h2>Properties</h2>
    ${table(['Property', 'What it is'], named(properties))}
    <h2>Methods</h2>
    <p>They reject with a <code>WebOfficeError</code> that has a <code>code</code>, a <code>phase</code> and <code>retryable</code>; none of them waits for ever.</p>
    ${table(
      ['Method', 'What it does'],
      named(methods, (name) => code(`${name}()`)),
    )}
    <h2>Events</h2>
    <p>None of them bubbles, and none carries a token.</p>
    ${table(['Event', 'When'], named(element.events))}
    <h2>Slots</h2>
    ${table(['Slot', 'What it is for'], named(element.slots, slotName))}
    <h2>Parts</h2>
    ${table(['Part', 'What it is'], named(element.cssParts))}
    <h2>Custom properties</h2>
    ${table(['Property', 'What it is'], named(element.cssProperties))}`;
}
