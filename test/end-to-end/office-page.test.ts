/** The office page, opened by the local SDK on a plain host page: what a reader sees of a document. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'puppeteer-core';
import type { OpenRequest } from '../../src/contract/requests.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { launch, waitForWords } from '../setup/browser.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { eventsOf, openDocument, type Opened } from '../setup/open-document.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';

let storage: Storage;
let office: LocalWebOffice;
let host: HostPage;
let browser: Browser;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
  host = await startHostPage(office, `<div id="mount"></div><script src="${office.sdkURL}"></script>`);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await host.close();
  await office.close();
  await storage.remove();
});

const open = (sourceURI: string, url = host.url, more: Partial<OpenRequest> = {}): Promise<Opened> =>
  openDocument(browser, url, sourceURI, more);

test('Chinese in a Word document is Chinese on the screen, not boxes', async () => {
  const { page, frame } = await open('oss://test/chinese.docx');
  await waitForWords(frame, '湖边的灯塔');
  // A missing font draws the same box for every character.
  const pictures = await frame.evaluate(() => {
    const canvas = document.querySelector('canvas')!;
    const scale = canvas.width / canvas.getBoundingClientRect().width;
    const span = [...document.querySelectorAll('.textLayer span')].find((each) => each.textContent?.includes('湖边的灯塔'))!;
    const area = span.getBoundingClientRect();
    const origin = canvas.getBoundingClientRect();
    const width = area.width / 5;
    return Array.from({ length: 5 }, (_, index) => {
      const x = (area.left - origin.left + index * width) * scale;
      const data = canvas.getContext('2d')!.getImageData(x, (area.top - origin.top) * scale, width * scale, area.height * scale);
      return [...data.data].join(',');
    });
  });
  assert.equal(new Set(pictures).size, 5, 'five characters look like five');
  await page.close();
});

test('a watermark lies over the pages, and takes no clicks', async () => {
  const { page, frame } = await open('oss://test/short.pdf', host.url, {
    watermark: { type: 1, value: 'Internal 内部', fillStyle: 'rgb(255, 0, 0)' },
  });
  await waitForWords(frame, 'Page number 1');
  const mark = await frame.$eval('.watermark', async (element) => {
    const style = getComputedStyle(element);
    const image = new Image();
    image.src = /url\("(.*)"\)/.exec(style.backgroundImage)![1]!;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const page = document.querySelector('.page')!.getBoundingClientRect();
    const area = element.getBoundingClientRect();
    return {
      red: data.filter((_, index) => index % 4 === 0 && data[index + 3]! > 200 && data[index]! > 200).length,
      clicks: style.pointerEvents,
      covers: area.left <= page.left && area.right >= page.right && area.bottom >= innerHeight,
    };
  });
  assert.ok(mark.red > 100, `${mark.red} red pixels`);
  assert.deepEqual([mark.clicks, mark.covers], ['none', true]);
  await page.close();
});

test('a hidden toolbar is not there, and neither is search in a cached preview', async () => {
  const bare = await open('oss://test/short.pdf', host.url, { hidecmb: true });
  await waitForWords(bare.frame, 'Page number 1');
  assert.equal(await bare.frame.$('input'), null);
  await bare.page.close();
  const cached = await open('oss://test/short.pdf', host.url, { cachePreview: true });
  await waitForWords(cached.frame, 'Page number 1');
  assert.equal(await cached.frame.$('[aria-label^=Find]'), null);
  const usual = await open('oss://test/short.pdf');
  await waitForWords(usual.frame, 'Page number 1');
  assert.notEqual(await usual.frame.$('[aria-label^=Find]'), null);
  await cached.page.close();
  await usual.page.close();
});

test('an SDK that numbers the Application anew still gets answers', async () => {
  const { page, frame } = await open('oss://test/short.pdf');
  await waitForWords(frame, 'Page number 1');
  const reply = await page.evaluate(
    () =>
      new Promise<{ error?: string; result?: unknown }>((resolve) => {
        window.addEventListener('message', ({ data }: MessageEvent<string>) => {
          const message = JSON.parse(data) as { eventName: string; msgId: number; error?: string };
          if (message.eventName === 'api.getter.reply' && message.msgId === 77) resolve(message);
        });
        const office = document.querySelector('iframe')!;
        // As 1.1.14 and 1.1.20 do once the tables have come a second time.
        const ask = { eventName: 'api.getter', data: { parentObjId: 9, objId: 10, prop: 'ActiveDocument' }, msgId: 77 };
        office.contentWindow!.postMessage(JSON.stringify(ask), '*');
      }),
  );
  assert.equal(reply.error, undefined);
  await page.close();
});

test('three hundred pages: the first is there, the last is a jump away, and few are drawn', async () => {
  const { page, frame } = await open('oss://test/long.pdf');
  await waitForWords(frame, 'Page number 1');
  const input = await frame.waitForSelector('input[type=text], input[inputmode=numeric], input[type=number]');
  await input!.click({ clickCount: 3 });
  await input!.type('300');
  await input!.press('Enter');
  await waitForWords(frame, 'Page number 300');
  const drawn = await frame.$$eval('canvas', (all) => all.length);
  assert.ok(drawn < 30, `${drawn} pages are drawn`);
  await page.close();
});

describe('a document that cannot be shown says so instead of a spinner', () => {
  for (const [name, words] of [
    ['broken.docx', 'damaged'],
    ['truncated.docx', ''],
    ['broken.pdf', 'damaged'],
  ] as const) {
    test(name, async () => {
      const { page, frame } = await open(`oss://test/${name}`);
      await page.waitForFunction(() => (window as unknown as { events: unknown[] }).events.length > 0, { polling: 100 });
      assert.equal((await eventsOf(page))[0]?.name, 'fileOpen');
      await frame.waitForSelector('[role=alert]');
      const shown = await frame.evaluate(() => document.body.innerText);
      assert.ok(shown.toLowerCase().includes(words), shown);
      await page.close();
    });
  }
});

test('a document with a password asks for it, says when it is wrong, and opens with the right one', async () => {
  const { page, frame } = await open('oss://test/protected.docx');
  const input = await frame.waitForSelector('input[type=password]');
  await waitForWords(frame, 'This document is protected');
  assert.deepEqual(await eventsOf(page), [{ name: 'filePasswordStatus', payload: { status: 'required' } }], 'no failure');
  await input!.type('sesame');
  await input!.press('Enter');
  await frame.waitForFunction(() => document.querySelector('input[type=password]')?.ariaInvalid === 'true', { polling: 100 });
  assert.equal((await eventsOf(page)).at(-1)?.payload.status, 'wrong');
  await input!.type('open sesame');
  await input!.press('Enter');
  await waitForWords(frame, 'Secret');
  await page.waitForFunction(() => (window as unknown as { events: { name: string }[] }).events.at(-1)?.name === 'fileOpen', {
    polling: 100,
  });
  await page.close();
});

test('a token that nobody renews ends the session', async () => {
  // Long enough to open on a busy machine.
  const brief = await startOffice(storage, { lifetimes: { accessToken: 12_000 } });
  const page2 = await startHostPage(brief, `<div id="mount"></div><script src="${brief.sdkURL}"></script>`);
  try {
    const { page, frame } = await open('oss://test/short.pdf', page2.url);
    await waitForWords(frame, 'Page number 1');
    await page.waitForFunction(() => (window as unknown as { events: { name: string }[] }).events.some(({ name }) => name === 'error'), {
      polling: 100,
    });
    assert.equal((await eventsOf(page)).at(-1)?.payload.reason, 'SessionExpired');
    assert.ok(!(await frame.evaluate(() => document.body.innerText)).includes('Page number 1'), 'the document is gone');
    await page.close();
  } finally {
    await page2.close();
    await brief.close();
  }
});

test('the page asks for a token five minutes before the one it has ends', async () => {
  const { page, frame } = await open('oss://test/short.pdf');
  await waitForWords(frame, 'Page number 1');
  const asked = await page.evaluate(async () => {
    const answer = await fetch('/api/weboffice', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'open', sourceURI: 'oss://test/short.pdf' }),
    });
    const { webofficeURL, accessToken } = (await answer.json()) as { webofficeURL: string; accessToken: string };
    type Config = (options: object) => { setToken(token: object): void };
    const { config } = (window as unknown as { aliyun: { config: Config } }).aliyun;
    return new Promise<number>((resolve) => {
      const given = performance.now();
      config({
        url: webofficeURL,
        mount: document.querySelector('#mount'),
        refreshToken() {
          resolve(performance.now() - given);
          return new Promise(() => {});
        },
      }).setToken({ token: accessToken, timeout: 5 * 60_000 + 1_500 });
    });
  });
  assert.ok(asked >= 1_500, `it asked after ${asked} ms, and should not before 1,500`);
  await page.close();
});

test('without LibreOffice, a PDF opens and a Word document says what to install', async () => {
  const bare = await startOffice(storage, { soffice: `${storage.root}/not-there`, cacheFolder: `${storage.root}/cache` });
  const bareHost = await startHostPage(bare, `<div id="mount"></div><script src="${bare.sdkURL}"></script>`);
  try {
    const pdf = await open('oss://test/short.pdf', bareHost.url);
    await waitForWords(pdf.frame, 'Page number 1');
    const word = await open('oss://test/chinese.docx', bareHost.url);
    await waitForWords(word.frame, 'libreoffice');
  } finally {
    await bareHost.close();
    await bare.close();
  }
});
