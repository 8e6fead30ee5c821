/** What the pages do by themselves: the menu of narrow windows, buttons that copy code, where one reads. */
import { addCopyButton } from './copy.js';

const menu = document.querySelector<HTMLButtonElement>('#menu');
const pages = document.querySelector<HTMLElement>('#pages');

function openMenu(open: boolean): void {
  menu?.setAttribute('aria-expanded', String(open));
  pages?.classList.toggle('open', open);
}

menu?.addEventListener('click', () => openMenu(menu.getAttribute('aria-expanded') !== 'true'));
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || menu?.getAttribute('aria-expanded') !== 'true') return;
  openMenu(false);
  menu.focus();
});

document.querySelectorAll<HTMLElement>('figure.code').forEach(addCopyButton);

// The table of contents shows where one reads.
const links = new Map([...document.querySelectorAll<HTMLAnchorElement>('.contents a')].map((link) => [link.hash.slice(1), link]));
const reading = new IntersectionObserver(
  (entries) => {
    const entered = entries.find(({ isIntersecting }) => isIntersecting);
    if (!entered) return;
    for (const link of links.values()) link.removeAttribute('aria-current');
    links.get(entered.target.id)?.setAttribute('aria-current', 'location');
  },
  { rootMargin: '-64px 0px -70% 0px' },
);
for (const id of links.keys()) reading.observe(document.getElementById(id)!);
