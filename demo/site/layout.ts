/**
 * Pages of the documentation are fragments: a title, a description, then their content. This Vite plugin puts them into the site:
 * head, menu, table of contents, coloured code. Complete pages (with a doctype) are left alone.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { escapeHTML, highlight } from './highlight.js';
import { SECTIONS, type SitePage } from './pages.js';
import { elementReference } from './reference.js';
import { errorCodes } from './error-codes.js';

const demo = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const { version } = JSON.parse(readFileSync(demo('../package.json'), 'utf8')) as { version: string };

/** What `<!-- insert: name -->` stands for. */
const INSERTS: Readonly<Record<string, () => string>> = {
  reference: elementReference,
  'error-codes': errorCodes,
};

export function documentation(): Plugin {
  return {
    name: 'documentation',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { path }) => (/^\s*<!doctype/i.test(html) ? html : page(html, path.replace(/index\.html$/, ''))),
    },
  };
}

/** @param path as in the menu, e.g. `/theming/` */
export function page(fragment: string, path: string): string {
  const title = take(fragment, /<title>(.*?)<\/title>/s);
  const description = take(fragment, /<meta\s+name="description"\s+content="(.*?)"/s);
  const isWide = fragment.includes('<meta name="layout" content="wide"');
  const inserted = fragment
    .replace(/<title>.*?<\/title>|<meta [^>]*>/gs, '')
    .replace(/<!-- insert: ([\w-]+) -->/g, (_, name: string) => INSERTS[name]!())
    .replace(/<pre data-sample="([^"]+)"><\/pre>/g, (_, name: string) => sample(name))
    .replace(/<pre data-language="(\w+)">([\s\S]*?)<\/pre\s*>/g, (_, language: string, text: string) =>
      codeBlock(unescapeHTML(text), language),
    );
  const { content, headings } = withAnchors(inserted);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="description" content="${description}" />
    <title>${title} – imm-weboffice</title>
    <link rel="icon" href="/icon.svg" />
    <link rel="stylesheet" href="/site/colors.css" />
    <link rel="stylesheet" href="/site/layout.css" />
    <link rel="stylesheet" href="/site/prose.css" />
    <script type="module" src="/site/site.ts"></script>
  </head>
  <body class="${isWide ? 'wide' : ''}">
    <a class="skip" href="#content">Skip to content</a>
    <header class="top">
      <a class="brand" href="/"><img src="/icon.svg" alt="" width="26" height="26" />imm-weboffice</a>
      <span class="version">${version}</span>
      <button type="button" id="menu" aria-expanded="false" aria-controls="pages">Menu</button>
    </header>
    <nav id="pages" aria-label="Pages">${SECTIONS.map((section) => menuSection(section.title, section.pages, path)).join('')}</nav>
    <main id="content" tabindex="-1">
      <article>${content}</article>
      ${neighbours(path)}
    </main>
    ${isWide || headings.length < 2 ? '' : contents(headings)}
  </body>
</html>`;
}

/** Pages that another part of the project may leave out. */
const isThere = ({ path }: SitePage) => existsSync(demo(`.${path}index.html`));

function menuSection(title: string, pages: readonly SitePage[], path: string): string {
  const items = pages
    .filter(isThere)
    .map((each) => `<li><a href="${each.path}"${each.path === path ? ' aria-current="page"' : ''}>${each.title}</a></li>`);
  return `<h2>${title}</h2><ul>${items.join('')}</ul>`;
}

function neighbours(path: string): string {
  const all = SECTIONS.flatMap(({ pages }) => pages).filter(isThere);
  const index = all.findIndex((each) => each.path === path);
  const link = (each: SitePage | undefined, rel: string, words: string) =>
    each ? `<a rel="${rel}" href="${each.path}"><span>${words}</span>${each.title}</a>` : '<span></span>';
  return `<nav class="neighbours" aria-label="Neighbouring pages">${link(all[index - 1], 'prev', 'Before')}${link(all[index + 1], 'next', 'Next')}</nav>`;
}

interface Heading {
  id: string;
  text: string;
}

function withAnchors(html: string): { content: string; headings: Heading[] } {
  const headings: Heading[] = [];
  const content = html.replace(/<h2>([\s\S]*?)<\/h2>/g, (_, inner: string) => {
    const text = inner.replace(/<[^>]+>/g, '').trim();
    const id = text
      .toLowerCase()
      .replace(/&\w+;/g, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    headings.push({ id, text });
    return `<h2 id="${id}"><a class="anchor" href="#${id}">${inner}</a></h2>`;
  });
  return { content, headings };
}

function contents(headings: readonly Heading[]): string {
  const items = headings.map(({ id, text }) => `<li><a href="#${id}">${text}</a></li>`);
  return `<nav class="contents" aria-label="On this page"><h2>On this page</h2><ul>${items.join('')}</ul></nav>`;
}

function sample(name: string): string {
  return codeBlock(
    readFileSync(demo(`samples/${name}`), 'utf8'),
    name.split('.').pop()!,
    name.endsWith('.http') ? undefined : name.split('/').pop(),
  );
}

const LANGUAGES: Readonly<Record<string, string>> = {
  css: 'CSS',
  html: 'HTML',
  http: 'HTTP',
  js: 'JavaScript',
  sh: 'Shell',
};

/** The code scrolls sideways, by keyboard too. */
function codeBlock(code: string, language: string, name?: string): string {
  const caption = escapeHTML(name ?? LANGUAGES[language] ?? language);
  return `<figure class="code"><figcaption>${caption}</figcaption><pre class="${language}" tabindex="0" role="region" aria-label="${caption}"><code>${highlight(code.trim(), language)}</code></pre></figure>`;
}

function unescapeHTML(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

function take(html: string, pattern: RegExp): string {
  const found = pattern.exec(html)?.[1];
  if (!found) throw new Error(`a page lacks ${pattern.source}`);
  return found;
}
