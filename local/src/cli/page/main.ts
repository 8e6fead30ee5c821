/** The page in the browser: language, search, and the document that the address names after `#`. */
import { isChinese, words, type Word } from './words.js';

const find = <T extends Element>(selector: string) => document.querySelector<T>(selector)!;
const viewer = find<HTMLElement & { src: string; filename: string; reload(): Promise<void> }>('imm-weboffice');
const list = find<HTMLElement>('#list');
const search = find<HTMLInputElement>('#search');
const folderName = document.title;

document.documentElement.lang = isChinese ? 'zh-CN' : 'en';
search.placeholder = search.ariaLabel = words.search;

const dates = new Intl.DateTimeFormat(navigator.language, { dateStyle: 'medium' });

/** Bytes in the largest unit that leaves a whole number. */
function describeSize(bytes: number): string {
  const power = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const unit = ['byte', 'kilobyte', 'megabyte'][power];
  const format = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: power === 2 ? 1 : 0 } as const;
  return new Intl.NumberFormat(navigator.language, format).format(bytes / 1_000 ** power);
}

/** Puts words, dates and sizes into the reader's language. */
function localize(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]')) element.textContent = words[element.dataset.word as Word];
  for (const time of list.querySelectorAll('time')) time.textContent = dates.format(new Date(time.dateTime));
  for (const size of list.querySelectorAll<HTMLElement>('[data-bytes]')) size.textContent = describeSize(Number(size.dataset.bytes));
}

const links = () => [...list.querySelectorAll('a')];
const visibleLinks = () => links().filter((link) => !link.closest('[hidden]'));

/** The key in a link or in the page's own address; empty when it is none. */
function keyOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return '';
  }
}

/** The arrows go through the list; Tab passes it in one step. */
function offer(link: HTMLAnchorElement | undefined): void {
  for (const each of links()) each.tabIndex = each === link ? 0 : -1;
}

function offerCurrent(): void {
  const visible = visibleLinks();
  offer(visible.find((link) => link.ariaCurrent) ?? visible[0]);
}

/** Every word somebody types has to be in the name or its folders. */
function filter(): void {
  const wanted = search.value.normalize().toLocaleLowerCase().split(/\s+/);
  for (const link of links()) {
    const key = keyOf(link.hash).normalize().toLocaleLowerCase();
    link.parentElement!.hidden = !wanted.every((word) => key.includes(word));
  }
  for (const section of list.querySelectorAll('section')) section.hidden = !section.querySelector('li:not([hidden])');
  const visible = visibleLinks();
  find('#count').textContent = String(visible.length);
  find<HTMLElement>('#nothing').hidden = visible.length > 0 || links().length === 0;
  offerCurrent();
}

function mark(): void {
  const key = keyOf(location.hash);
  for (const link of links()) link.ariaCurrent = key && keyOf(link.hash) === key ? 'true' : null;
  offerCurrent();
}

function show(): void {
  const key = keyOf(location.hash);
  const name = key.split('/').pop() ?? '';
  mark();
  find('#title').textContent = name;
  document.title = name ? `${name} · ${folderName}` : folderName;
  document.body.classList.toggle('open', key !== '');
  viewer.src = key && `oss://documents/${key}`;
  // As IMM wants it: the name with its extension in lower case.
  viewer.filename = name.replace(/\.[A-Za-z]+$/, (extension) => extension.toLowerCase());
}

/** Documents come and go while somebody develops: the list is that of the folder whenever the page is looked at again. */
async function listAgain(): Promise<void> {
  const answer = await fetch('/').catch(() => undefined);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#list');
  if (!fresh || signature(fresh) === signature(list)) return;
  list.replaceChildren(...fresh.children);
  localize();
  mark();
  filter();
}

const signature = (of: Element) => [...of.querySelectorAll('a')].map((link) => link.hash + link.querySelector('time')?.dateTime).join();

function step(event: KeyboardEvent, by: number): void {
  const visible = visibleLinks();
  const next = visible[visible.findIndex((link) => link === document.activeElement) + by];
  event.preventDefault();
  if (next) {
    offer(next);
    next.focus();
  } else if (by < 0) search.focus();
}

document.addEventListener('keydown', (event) => {
  const inSearch = event.target === search;
  const inList = event.target instanceof Element && list.contains(event.target);
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && !inSearch) {
    event.preventDefault();
    search.focus();
  } else if (event.key === 'Escape' && inSearch) {
    search.value = '';
    filter();
  } else if (event.key === 'ArrowDown' && (inSearch || inList)) step(event, 1);
  else if (event.key === 'ArrowUp' && inList) step(event, -1);
  else if (event.key === 'Enter' && inSearch) visibleLinks()[0]?.click();
});
search.addEventListener('input', filter);
// The open document once more: as it stands on the disk by now.
list.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a');
  if (link && link.hash === location.hash) void viewer.reload().catch(() => undefined);
});
window.addEventListener('hashchange', show);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void listAgain());

localize();
show();
filter();
