/** The page that lists a folder's documents and shows one of them. Its words are English; `page/main.ts` puts them into the reader's language. */
import { extensionOf } from 'imm-weboffice/contract';
import { splitKey, type ListedDocument, type Listing } from './documents.js';

/** Text as it may stand between tags and in quoted attributes. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export interface PageOptions {
  /** Name of the folder. */
  title: string;
  /** Where it is. */
  path: string;
  sdkURL: string;
  listing: Listing;
}

export function pageHTML({ title, path, sdkURL, listing }: PageOptions): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${escape(title)}</title>
    <link rel="icon" href="/icon.svg">
    <link rel="stylesheet" href="/page.css">
    <script type="module" src="/imm-weboffice.js"></script>
    <script type="module" src="/page/main.js"></script>
  </head>
  <body>
    <nav aria-labelledby="folder">
      <header>
        <img src="/icon.svg" alt="" width="28" height="28">
        <h1 id="folder" title="${escape(path)}">${escape(title)}</h1>
        <output id="count" for="search">${listing.documents.length}</output>
      </header>
      <input id="search" type="search" placeholder="Search" aria-label="Search" autocomplete="off" spellcheck="false">
      <p id="nothing" hidden data-word="nothing">No document has such a name.</p>
      <div id="list">${listHTML(listing)}</div>
    </nav>
    <main>
      <header>
        <a id="back" href="#" data-word="back">Documents</a>
        <h2 id="title"></h2>
      </header>
      <imm-weboffice token-endpoint="/api/weboffice" sdk-url="${escape(sdkURL)}" allow="copy print">
        <p slot="empty" data-word="choose">Choose a document.</p>
      </imm-weboffice>
    </main>
  </body>
</html>
`;
}

/** A list for each folder, and a line when there is nothing, or more. */
function listHTML({ documents, cut }: Listing): string {
  const folders = new Map<string, ListedDocument[]>();
  for (const document of documents) {
    const { folder } = splitKey(document.key);
    folders.set(folder, [...(folders.get(folder) ?? []), document]);
  }
  const sections = [...folders].map(([folder, entries]) => {
    const heading = folder ? `<h2>${escape(folder)}</h2>` : '';
    return `<section>${heading}<ul>${entries.map(itemHTML).join('')}</ul></section>`;
  });
  if (documents.length === 0)
    sections.push('<p data-word="empty">There are no Word, Excel, PowerPoint, PDF, txt or csv documents here.</p>');
  if (cut) sections.push('<p data-word="cut">There are more documents; only the nearest are listed.</p>');
  return sections.join('');
}

function itemHTML({ key, size, modified }: ListedDocument): string {
  const { name } = splitKey(key);
  const kind = extensionOf(name);
  const link = `#${key.split('/').map(encodeURIComponent).join('/')}`;
  const date = new Date(modified).toISOString();
  return (
    `<li><a href="${escape(link)}"><span class="badge" data-kind="${kind}">${kind}</span><span class="name">${escape(name)}</span>` +
    `<span class="facts"><time datetime="${date}">${date.slice(0, 10)}</time><span data-bytes="${size}"></span></span></a></li>`
  );
}
