/** One control for each field; each tells what its attribute is: text, `true` for one without a value, undefined for none. */
import { prose } from '../site/prose.js';
import type { Field } from './fields.js';

export interface ControlView {
  element: HTMLElement;
  value(): string | true | undefined;
}

function make<K extends keyof HTMLElementTagNameMap>(tag: K, properties: Partial<HTMLElementTagNameMap[K]> = {}): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), properties);
}

export function control(field: Field, initial: string | undefined): ControlView {
  const id = `attribute-${field.name}`;
  const help = make('p', { id: `${id}-help`, className: 'help', innerHTML: prose(field.description) });
  const view = VIEWS[field.control](field, id, initial);
  for (const input of view.inputs) input.setAttribute('aria-describedby', help.id);
  const element = make('div', { className: `field ${field.control}` });
  element.append(...view.parts, help);
  return { element, value: view.value };
}

interface View {
  parts: HTMLElement[];
  inputs: HTMLElement[];
  value: ControlView['value'];
}

function label(text: string, htmlFor: string): HTMLLabelElement {
  const element = make('label', { htmlFor });
  element.append(make('code', { textContent: text }));
  return element;
}

const VIEWS: Readonly<Record<Field['control'], (field: Field, id: string, initial: string | undefined) => View>> = {
  text({ name }, id, initial = '') {
    const input = make('input', { id, name, value: initial, type: name === 'password' ? 'password' : 'text', autocomplete: 'off' });
    // Browsers offer saved passwords in spite of `off`.
    if (name === 'password') input.autocomplete = 'new-password';
    input.spellcheck = false;
    return { parts: [label(name, id), input], inputs: [input], value: () => input.value || undefined };
  },
  json({ name }, id, initial = '') {
    const input = make('textarea', { id, name, value: initial, rows: 2, spellcheck: false });
    return { parts: [label(name, id), input], inputs: [input], value: () => input.value || undefined };
  },
  suggestions({ name, options }, id, initial = '') {
    const input = make('input', { id, name, value: initial, autocomplete: 'off', spellcheck: false });
    const list = make('datalist', { id: `${id}-list` });
    list.append(...options.map((value) => make('option', { value })));
    input.setAttribute('list', list.id);
    return { parts: [label(name, id), input, list], inputs: [input], value: () => input.value || undefined };
  },
  switch({ name }, id) {
    const input = make('input', { id, name, type: 'checkbox' });
    const text = label(name, id);
    text.prepend(input);
    return { parts: [text], inputs: [input], value: () => input.checked || undefined };
  },
  choice({ name, options }, id) {
    const select = make('select', { id, name });
    select.append(...['', ...options].map((value) => make('option', { value, textContent: value || 'default' })));
    return { parts: [label(name, id), select], inputs: [select], value: () => select.value || undefined };
  },
  words({ name, options }, id, initial = '') {
    const boxes = options.map((value) =>
      make('input', { type: 'checkbox', name, value, id: `${id}-${value}`, checked: initial.split(' ').includes(value) }),
    );
    const set = make('fieldset');
    const legend = make('legend');
    legend.append(make('code', { textContent: name }));
    set.append(legend);
    for (const box of boxes) {
      const text = make('label', { htmlFor: box.id, textContent: box.value });
      text.prepend(box);
      set.append(text);
    }
    const chosen = () => boxes.filter(({ checked }) => checked).map(({ value }) => value);
    return { parts: [set], inputs: [set], value: () => chosen().join(' ') || undefined };
  },
};
