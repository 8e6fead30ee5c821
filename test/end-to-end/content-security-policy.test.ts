/** The policies of the documentation, as written there, with this machine's addresses for those of the cloud. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser } from 'puppeteer-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import { launch, officeFrame, waitForWords } from '../setup/browser.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';

const sample = (name: string) => readFileSync(new URL(`../../demo/samples/${name}`, import.meta.url), 'utf8').trim();

let storage: Storage;
let office: LocalWebOffice;
let server: Server;
let browser: Browser;
/** What the server sends at `/`. */
let sent = { policy: '', body: '' };
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
  browser = await launch();
  const endpoint = nodeEndpoint(office);
  const element = readFileSync(new URL('../../dist/cdn/imm-weboffice.js', import.meta.url));
  server = createServer((request, response) => {
    if (request.url === '/api/weboffice') return void endpoint(request, response);
    if (request.url === '/imm-weboffice.js') return void response.setHeader('content-type', 'text/javascript').end(element);
    response.setHeader('content-type', 'text/html').setHeader('content-security-policy', sent.policy);
    response.end(`<!doctype html><title>Host</title>${sent.body}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  await office.close();
  await storage.remove();
});

async function visit(policy: string, body: string) {
  sent = { policy: policy.replace('Content-Security-Policy: ', ''), body };
  const page = await browser.newPage();
  const violations: string[] = [];
  page.on('console', (message) => {
    // Browsers ask for an icon by themselves; it has nothing to do with the element.
    if (/Content Security Policy|Trusted/.test(message.text()) && !message.text().includes('favicon')) violations.push(message.text());
  });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return { page, violations };
}

/** What the local WebOffice has in place of Alibaba's hosts. */
const local = (policy: string) =>
  policy.replace('https://g.alicdn.com', new URL(office.sdkURL).origin).replace('https://*.imm.aliyuncs.com', new URL(office.url).origin);
const tag = (html: string) =>
  html
    .replace(/src="oss:[^"]*"/, `src="oss://test/short.pdf" sdk-url="${office.sdkURL}"`)
    .replace(/https:\/\/cdn[^"]+/, '/imm-weboffice.js');

/** With the SDK at an origin that the policy does not name for anything else. */
const elsewhere = (html: string) => html.replace(office.sdkURL, office.sdkURL.replace('127.0.0.1', 'localhost'));

for (const [policy, html] of [
  ['policy.http', 'page.html'],
  ['policy-nonce.http', 'nonce.html'],
] as const) {
  test(`${policy} is enough for ${html}`, async () => {
    const body = tag(sample(html));
    const { page, violations } = await visit(local(sample(policy)), policy === 'policy-nonce.http' ? elsewhere(body) : body);
    await waitForWords(await officeFrame(page), 'Page number 1');
    assert.deepEqual(violations, []);
    await page.close();
  });
}

test('a page whose scripts are trusted for who brings them: a tag without a nonce opens, and nothing is reported', async () => {
  const trusting = local(sample('policy-nonce.http')).replace(/ (?='nonce-)/, " 'strict-dynamic' ");
  const { page, violations } = await visit(
    trusting,
    elsewhere(tag(sample('nonce.html'))).replace(/(<imm-weboffice[^>]*?) nonce="[^"]*"/, '$1'),
  );
  assert.equal(await page.$eval('imm-weboffice', (element) => element.nonce), '');
  await waitForWords(await officeFrame(page), 'Page number 1');
  assert.deepEqual(violations, []);
  await page.close();
});

const directives: [without: string, named: string][] = [
  ['https://g.alicdn.com', 'script-src'],
  ["connect-src 'self'", 'connect-src'],
  ['frame-src https://*.imm.aliyuncs.com', 'frame-src'],
];
for (const [without, named] of directives) {
  test(`without ${without} the element says what to add`, async () => {
    const { page } = await visit(local(sample('policy.http').replace(without, '')), tag(sample('page.html')));
    await page.waitForFunction(() => document.querySelector('imm-weboffice')?.state === 'error', { polling: 100 });
    const error = await page.$eval('imm-weboffice', (element) => `${element.error?.code}: ${element.error?.message}`);
    assert.match(error, /^BlockedByPolicy: /);
    assert.ok(error.endsWith(`add it to ${named}`), error);
    await page.close();
  });
}
