/** Everything a page with the tag talks to, each part behind a layer of faults, and a browser to look at it. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'puppeteer-core';
import { toNodeHandler, type TokenHandlerOptions } from '../../server/src/index.js';
import { PATIENCE, launch } from '../setup/browser.js';
import { startOffice, temporaryStorage, tokenHandlerFor } from '../setup/offices.js';
import { HOST_BODY, type Attributes } from '../setup/tag.js';
import { Layer, proxyTo } from './layer.js';

const ELEMENT = new URL('../../dist/cdn/imm-weboffice.js', import.meta.url);

export interface Bench {
  browser: Browser;
  /** The host's page and its token endpoint at `/api/weboffice`. */
  host: Layer;
  /** SDK and office pages. */
  office: Layer;
  /** A page with the tag; `policy` is its Content-Security-Policy. */
  open(attributes?: Attributes, policy?: string): Promise<Page>;
  /** Where the SDK is. */
  sdkPath: string;
  close(): Promise<void>;
}

export async function startBench(options: Partial<TokenHandlerOptions> = {}, lifetimes?: { accessToken: number }): Promise<Bench> {
  const storage = await temporaryStorage();
  const real = await startOffice(storage, lifetimes ? { lifetimes } : {});
  const office = new Layer(proxyTo(real.url));
  await office.listen();
  const element = await readFile(ELEMENT);
  const handler = tokenHandlerFor(real, options);
  let policy: string | undefined;
  // The WebofficeURL has to lead through the layer.
  const endpoint = toNodeHandler(async (request) => {
    const response = await handler(request);
    return new Response((await response.text()).replaceAll(real.url, office.url), response);
  });
  const host = new Layer((request, response) => {
    if (/^\/api\/(weboffice|refresh)$/.test(request.url ?? '')) return void endpoint(request, response);
    if (request.url === '/imm-weboffice.js') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(element);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...(policy && { 'content-security-policy': policy }) });
    response.end(`<!doctype html><title>Host</title><style nonce="n0nce">imm-weboffice{height:500px}</style>${HOST_BODY}`);
  });
  await host.listen();
  const browser = await launch();
  const sdkPath = new URL(real.sdkURL).pathname;
  return {
    ...{ browser, host, office, sdkPath },
    async open(attributes = {}, pagePolicy) {
      policy = pagePolicy;
      // With a cache of its own: what another page has fetched would hide the fault.
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      page.once('close', () => void context.close());
      await page.goto(host.url);
      const all = { 'token-endpoint': '/api/weboffice', 'sdk-url': office.url + sdkPath, src: 'oss://test/short.pdf', ...attributes };
      await page.evaluate((wanted) => {
        const tag = document.createElement('imm-weboffice');
        for (const [name, value] of Object.entries(wanted)) tag.setAttribute(name, value);
        document.body.append(tag);
      }, all);
      return page;
    },
    async close() {
      await browser.close();
      await Promise.all([host.close(), office.close()]);
      await real.close();
      await storage.remove();
    },
  };
}

/** What the tag says in its own words. */
export function shown(page: Page): Promise<string> {
  return page.evaluate(() => {
    const panel = document.querySelector('imm-weboffice')?.shadowRoot?.querySelector('.panel, .banner');
    return panel?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  });
}
