/** Joins the form, the living element and the code. */
import 'imm-weboffice';
import '../../src/locales/ja.js';
import '../../src/locales/zh-hant.js';
import { highlight } from '../site/highlight.js';
import { element } from '../site/manifest.js';
import { localSdkURL } from '../site/local-sdk.js';
import { addCopyButton } from '../site/copy.js';
import { htmlCode, reactCode, serverCode, vueCode, type Values } from './code.js';
import { control, type ControlView } from './controls.js';
import { groups } from './fields.js';

const INITIAL: Readonly<Record<string, string>> = {
  'token-endpoint': '/api/weboffice',
  src: 'oss://demo/annual-report.docx',
  allow: 'copy print',
};

/** While somebody types, ms. */
const PAUSE = 400;

const form = document.querySelector<HTMLFormElement>('#attributes')!;
const preview = document.querySelector('imm-weboffice')!;
const state = document.querySelector<HTMLElement>('#state')!;
const views = new Map<string, ControlView>();

for (const { title, fields } of groups) {
  const group = document.createElement('details');
  group.open = title !== 'Reader' && title !== 'Connection';
  group.append(Object.assign(document.createElement('summary'), { textContent: title }));
  for (const field of fields) {
    const view = control(field, INITIAL[field.name]);
    views.set(field.name, view);
    group.append(view.element);
  }
  form.append(group);
}

/** In the order of the reference. */
function values(): Values {
  const set = element.attributes.map(({ name }) => [name, views.get(name)?.value()] as const);
  return Object.fromEntries(set.filter((entry): entry is readonly [string, string | true] => entry[1] !== undefined));
}

/** The element gets what the form says, and the local SDK where the form names none. */
async function apply(): Promise<void> {
  const now: Values = { 'sdk-url': await localSdkURL, ...values() };
  for (const name of views.keys()) {
    const value = now[name];
    if (value === undefined) preview.removeAttribute(name);
    else preview.setAttribute(name, value === true ? '' : value);
  }
  showCode();
}

let typing: ReturnType<typeof setTimeout> | undefined;
form.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => void apply(), PAUSE);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void apply();
});

const describe = () => {
  state.textContent = preview.error ? `${preview.error.code}: ${preview.error.message}` : preview.state;
  state.dataset.state = preview.state;
};
preview.addEventListener('imm-state-change', describe);
preview.addEventListener('imm-error', describe);

const languages = { HTML: [htmlCode, 'html'], React: [reactCode, 'jsx'], Vue: [vueCode, 'vue'], Server: [serverCode, 'js'] } as const;
type Language = keyof typeof languages;
let shown: Language = 'HTML';
const tabs = document.querySelector<HTMLElement>('#tabs')!;
const panel = document.querySelector<HTMLElement>('#code')!;

panel.innerHTML =
  '<figure class="code"><figcaption>Code</figcaption><pre tabindex="0" role="region" aria-label="Code"><code></code></pre></figure>';
addCopyButton(panel.querySelector<HTMLElement>('figure')!);

for (const name of Object.keys(languages) as Language[]) {
  const tab = Object.assign(document.createElement('button'), { type: 'button', textContent: name, id: `tab-${name}` });
  tab.setAttribute('role', 'tab');
  tab.setAttribute('aria-controls', panel.id);
  tab.addEventListener('click', () => show(name));
  tabs.append(tab);
}
tabs.addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const names = Object.keys(languages) as Language[];
  const next = names[(names.indexOf(shown) + step + names.length) % names.length]!;
  show(next);
  document.getElementById(`tab-${next}`)?.focus();
});

function show(name: Language): void {
  shown = name;
  for (const tab of tabs.querySelectorAll('button')) {
    const isShown = tab.id === `tab-${name}`;
    tab.setAttribute('aria-selected', String(isShown));
    tab.tabIndex = isShown ? 0 : -1;
  }
  panel.setAttribute('aria-labelledby', `tab-${name}`);
  showCode();
}

function showCode(): void {
  const [write, language] = languages[shown];
  panel.querySelector('code')!.innerHTML = highlight(write(values()), language);
}

show('HTML');
await apply();
