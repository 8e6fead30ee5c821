/** A host's page, its token endpoint and a local WebOffice, each behind a network, and a browser that has seen none of them. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'puppeteer-core';
import { launch } from '../../test/setup/browser.js';
import { startOffice, temporaryStorage, tokenHandlerFor } from '../../test/setup/offices.js';
import type { LocalWebOfficeOptions } from '../../local/src/index.js';
import { toNodeHandler } from '../../server/src/index.js';
import { BY_HAND } from './by-hand.js';
import { Links, type Network } from './link.js';

const ELEMENT = new URL('../../dist/cdn/imm-weboffice.js', import.meta.url);
const STYLE = 'html,body,#mount,imm-weboffice{height:100%;margin:0}';

/** The document every part opens but `local`. */
export const DOCUMENT = 'oss://demo/visitor-notes.txt';

export interface Stage {
  browser: Browser;
  sdkPath: string;
  /** The same servers at the far end of a network, under origins nobody has seen: caches and connections begin empty. */
  over(network: Network): Promise<Place>;
  close(): Promise<void>;
}

export interface Place {
  /** Of the host's page. */
  url: string;
  sdkURL: string;
  officeURL: string;
  /** Resolves when the page's script has run. */
  visit(path: '/' | '/by-hand' | `/tag?${string}`): Promise<Page>;
  close(): Promise<void>;
}

/** @param options of the local WebOffice */
export async function setStage(options: Partial<LocalWebOfficeOptions> = {}): Promise<Stage> {
  const element = await readFile(ELEMENT).catch(() => {
    throw new Error('dist/ is missing: run npm run build first');
  });
  const storage = await temporaryStorage();
  const office = await startOffice(storage, options);
  const handler = tokenHandlerFor(office);
  // Where the office is seen at by the page that asks: the WebofficeURL has to lead through its network.
  const seenAt = new Map<string, string>();
  const endpoint = toNodeHandler(async (request) => {
    const response = await handler(request);
    const origin = seenAt.get(new URL(request.url).origin) ?? office.url;
    return new Response((await response.text()).replaceAll(office.url, origin), response);
  });
  const server = createServer((request, response) => {
    if (request.url === '/api/weboffice') return void endpoint(request, response);
    if (request.url === '/imm-weboffice.js') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(element);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(hostPage(new URL(request.url ?? '/', 'http://localhost')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launch();
  const sdkPath = new URL(office.sdkURL).pathname;
  return {
    ...{ browser, sdkPath },
    async over(network) {
      const links = new Links(network);
      // SDK and office pages come from different hosts.
      const [officeURL, cdn] = [await links.to(office.url), await links.to(office.url)];
      // The office is another site, as it is in life: its pages get a process and connections of their own.
      const url = (await links.to(host)).replace('127.0.0.1', 'localhost');
      seenAt.set(url, officeURL);
      const pages: Page[] = [];
      return {
        ...{ url, officeURL, sdkURL: cdn + sdkPath },
        async visit(path) {
          // Not in a context of its own: there Chromium connects to nothing ahead of time.
          const page = await browser.newPage();
          pages.push(page);
          await page.goto(url + path);
          if (path !== '/by-hand') await page.evaluate(() => customElements.whenDefined('imm-weboffice').then(() => undefined));
          return page;
        },
        async close() {
          seenAt.delete(url);
          await Promise.all(pages.map((page) => page.close()));
          await links.close();
        },
      };
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await office.close();
      await storage.remove();
    },
  };
}

/** Empty, with the element's script or the one by hand; at `/tag` the tag is there from the beginning, and its SDK with `preload` in the head. */
function hostPage({ pathname, searchParams }: URL): string {
  const sdkURL = searchParams.get('sdk') ?? '';
  const hint = searchParams.has('preload') ? `<link rel="preload" as="script" href="${sdkURL}">` : '';
  const script = pathname === '/by-hand' ? `<script>${BY_HAND}</script>` : '<script type="module" src="/imm-weboffice.js"></script>';
  const tag = `<imm-weboffice token-endpoint="/api/weboffice" sdk-url="${sdkURL}" src="${DOCUMENT}"></imm-weboffice>`;
  const head = `<title>Host</title><link rel="icon" href="data:,">${hint}<style>${STYLE}</style>${script}`;
  return `<!doctype html>${head}<body><div id="mount" hidden></div>${pathname === '/tag' ? tag : ''}</body>`;
}

/** One visit, from a page that opens to one that is closed. */
export async function at<T>(stage: Stage, network: Network, what: (place: Place) => Promise<T>): Promise<T> {
  const place = await stage.over(network);
  try {
    return await what(place);
  } finally {
    await place.close();
  }
}
