/** Pictures of people at a document: also of who comes after the page was loaded, and initials where one cannot be had. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser, Frame, Page } from 'puppeteer-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import { launch } from '../setup/browser.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { HOST_BODY, openTag, waitForState } from '../setup/tag.js';
import { until } from '../setup/until.js';

const RED = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="rgb(255,0,0)"/></svg>`;

let storage: Storage;
let office: LocalWebOffice;
let host: HostPage;
let browser: Browser;
/** Of another origin than everything else, as hosts have them. */
let pictures: Server;
let user: { id: string; name: string; avatar?: string };
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
  pictures = createServer((request, response) => {
    if (request.url !== '/red.svg?size=1') return void response.writeHead(404).end();
    response.setHeader('content-type', 'image/svg+xml').end(RED);
  });
  await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
  host = await startHostPage(office, HOST_BODY, nodeEndpoint(office, { authorize: () => ({ user, permission: {} }) }));
  browser = await launch();
});
after(async () => {
  await browser.close();
  await host.close();
  await office.close();
  pictures.closeAllConnections();
  pictures.close();
  await storage.remove();
});

async function visit(name: string, picture: string): Promise<{ page: Page; frame: Frame; complaints: string[] }> {
  const avatar = `http://localhost:${(pictures.address() as AddressInfo).port}/${picture}`;
  user = { id: name.toLowerCase(), name, avatar };
  const opened = await openTag(browser, office, host.url, { src: 'oss://test/short.pdf' });
  const complaints: string[] = [];
  opened.page.on('console', (message) => void (/Content.Security.Policy/i.test(message.text()) && complaints.push(message.text())));
  await waitForState(opened.page, 'ready');
  return { ...opened, complaints };
}

/** How much of what is seen of an element is red, from 0 to 1. */
async function redOf(page: Page, frame: Frame, selector: string): Promise<number> {
  await page.bringToFront();
  const seen = await (await frame.waitForSelector(selector))!.screenshot({ encoding: 'base64' });
  return page.evaluate(async (png) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let red = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at]! > 240 && data[at + 1]! < 20 && data[at + 2]! < 20) red += 1;
    return red / (data.length / 4);
  }, seen);
}

const waitForRed = (...of: Parameters<typeof redOf>) => until(async () => (await redOf(...of)) >= 0.4, 'a red picture', 60_000);

test('one’s own picture, and that of somebody who comes later', async () => {
  const ann = await visit('Ann', 'red.svg?size=1');
  await waitForRed(ann.page, ann.frame, '.reader');
  const bob = await visit('Bob', 'red.svg?size=1');
  await waitForRed(ann.page, ann.frame, '.people .person');
  await waitForRed(bob.page, bob.frame, '.people .person');
  assert.deepEqual([...ann.complaints, ...bob.complaints], []);
  for (const { page } of [ann, bob]) await page.close();
});

test('initials where there is no picture, without a broken one over them', async () => {
  const ann = await visit('Ann', 'gone.svg');
  const frame = await ann.frame.waitForSelector('.reader iframe');
  const shown = await frame!.contentFrame();
  await shown.waitForFunction(() => document.readyState === 'complete', { polling: 100 });
  const withFrame = await (await ann.frame.$('.reader'))!.screenshot({ encoding: 'base64' });
  await ann.frame.$eval('.reader iframe', (picture) => picture.remove());
  assert.equal(withFrame, await (await ann.frame.$('.reader'))!.screenshot({ encoding: 'base64' }), 'the frame is not seen');
  assert.equal(await ann.frame.$eval('.reader', (badge) => badge.textContent), 'A');
  await ann.page.close();
});
