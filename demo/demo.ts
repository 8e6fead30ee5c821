import {
  ImmErrorEvent,
  ImmFileStatusEvent,
  ImmPreviewLimitEvent,
  ImmReadyEvent,
  ImmStageEvent,
  ImmStateChangeEvent,
  ImmTabSwitchEvent,
} from 'imm-weboffice';
import { documents, type DemoDocument } from './documents.js';

const words = {
  en: {
    tagline: 'Office documents in any page',
    documents: 'Documents',
    tag: 'The tag',
    events: 'Events',
    documentation: 'Documentation',
    other: '中文',
  },
  zh: {
    tagline: '在任意网页中打开 Office 文档',
    documents: '文档',
    tag: '标签',
    events: '事件',
    documentation: '开发文档',
    other: 'English',
  },
};
type Language = keyof typeof words;

const find = <T extends Element>(selector: string) => document.querySelector<T>(selector)!;
const viewer = find<HTMLElementTagNameMap['imm-weboffice']>('#viewer');
const list = find<HTMLUListElement>('#documents');
const log = find<HTMLOListElement>('#events');
/** Older lines go. */
const MOST_LINES = 60;

let language: Language = new URLSearchParams(location.search).get('lang') === 'zh' ? 'zh' : 'en';
let chosen: DemoDocument = documents.find(({ src }) => src.endsWith(`/${location.hash.slice(1)}`)) ?? documents[0]!;

function choose(next: DemoDocument): void {
  chosen = next;
  location.replace(`#${next.src.split('/').pop()}`);
  show();
}

function show(): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.querySelectorAll<HTMLElement>('[data-i18n]').forEach((element) => {
    element.textContent = words[language][element.dataset.i18n as keyof (typeof words)['en']];
  });
  const toggle = find<HTMLButtonElement>('#language');
  toggle.textContent = words[language].other;
  toggle.lang = language === 'zh' ? 'en' : 'zh-CN';
  list.replaceChildren(...documents.map(button));
  viewer.lang = document.documentElement.lang;
  viewer.src = chosen.src;
  find('#tag').textContent =
    `<imm-weboffice\n  token-endpoint="/api/weboffice"\n  src="${chosen.src}"\n  allow="copy print"\n></imm-weboffice>`;
}

function button(entry: DemoDocument): HTMLLIElement {
  const item = document.createElement('li');
  const control = document.createElement('button');
  const badge = document.createElement('span');
  badge.className = `badge ${entry.kind}`;
  badge.textContent = entry.kind;
  const title = document.createElement('span');
  title.textContent = entry.title[language];
  control.type = 'button';
  control.append(badge, title);
  if (entry === chosen) control.setAttribute('aria-current', 'true');
  control.addEventListener('click', () => choose(entry));
  item.append(control);
  return item;
}

/** What an event says, in a few words. */
function describe(event: Event): string {
  if (event instanceof ImmStateChangeEvent) return `${event.previous} → ${event.state}`;
  if (event instanceof ImmReadyEvent) return event.fileInfo?.name ?? '';
  if (event instanceof ImmErrorEvent) return `${event.error.code}: ${event.error.message}`;
  if (event instanceof ImmStageEvent) return event.stage;
  if (event instanceof ImmFileStatusEvent) return String(event.status);
  if (event instanceof ImmTabSwitchEvent) return String(event.tabKey);
  if (event instanceof ImmPreviewLimitEvent) return `${event.total} of ${event.realTotal}`;
  return '';
}

function record(event: Event): void {
  const line = document.createElement('li');
  const time = document.createElement('time');
  time.textContent = new Date().toLocaleTimeString('en-GB');
  const name = document.createElement('b');
  name.textContent = event.type;
  line.append(time, name, ` ${describe(event)}`);
  log.prepend(line);
  while (log.children.length > MOST_LINES) log.lastElementChild?.remove();
}

const names = ['state-change', 'ready', 'error', 'stage', 'file-status', 'tab-switch', 'preview-limit', 'token-refresh'];
for (const name of names) viewer.addEventListener(`imm-${name}`, record);

find('#language').addEventListener('click', () => {
  language = language === 'en' ? 'zh' : 'en';
  show();
});

const { sdkURL } = (await (await fetch('/api/demo')).json()) as { sdkURL: string };
viewer.sdkUrl = sdkURL;
show();
