/** The playground of custom properties, generated from what the element documents. */
import 'imm-weboffice';
import { highlight } from '../site/highlight.js';
import { element } from '../site/manifest.js';
import { useLocalSdk } from '../site/local-sdk.js';

useLocalSdk(document.querySelectorAll('[data-local]'));

const form = document.querySelector<HTMLFormElement>('#colors')!;
const sample = document.querySelector<HTMLElement>('.playground imm-weboffice')!;
const code = document.querySelector('#theme-code code')!;
const colors = element.cssProperties.filter(
  ({ description }) => description?.startsWith('Colour') || description?.startsWith('Background'),
);

/** What the element uses by itself, in the reader's preference. */
const LIGHT = ['#1f2430', '#5c6475', '#f4f5f8', '#ffffff', '#dfe2ea', '#2f6feb', '#c9342c'];
const DARK = ['#e8eaf0', '#a2a9b8', '#1b1e25', '#262a33', '#3a404d', '#7aa7ff', '#ff8a80'];
const initial = matchMedia('(prefers-color-scheme: dark)').matches ? DARK : LIGHT;

const inputs = colors.map(({ name, description }, index) => {
  const label = document.createElement('label');
  const input = document.createElement('input');
  Object.assign(input, { type: 'color', name, value: initial[index] });
  label.append(Object.assign(document.createElement('code'), { textContent: name }), input);
  label.title = description ?? '';
  form.append(label);
  return input;
});
form.append(Object.assign(document.createElement('button'), { type: 'reset', textContent: 'Back to the defaults' }));

function apply(): void {
  const changed = inputs.filter((input) => input.value !== input.defaultValue);
  for (const input of inputs) sample.style.removeProperty(input.name);
  for (const { name, value } of changed) sample.style.setProperty(name, value);
  const shown = changed.length > 0 ? changed : inputs.filter(({ name }) => name === '--imm-accent');
  const css = `imm-weboffice {\n${shown.map(({ name, value }) => `  ${name}: ${value};`).join('\n')}\n}`;
  code.innerHTML = highlight(css, 'css');
}

for (const input of inputs) input.defaultValue = input.value;
form.addEventListener('input', apply);
form.addEventListener('reset', () => queueMicrotask(apply));
