/** Opens documents with the local SDK, as a plain host page does. */
import assert from 'node:assert/strict';
import type { Browser, Frame, Page } from 'puppeteer-core';
import type { OpenRequest } from '../../src/contract/requests.js';
import { officeFrame } from './browser.js';

export interface Opened {
  page: Page;
  frame: Frame;
}

export interface SdkEvent {
  name: string;
  payload: { reason?: string; status?: string | number };
}

/** What a host page of these tests keeps at hand. */
export interface HostWindow {
  events: SdkEvent[];
  instance: { save(): Promise<{ result: string; size: number; version: number }>; destroy(): void };
}

const heard = ['fileOpen', 'error', 'filePasswordStatus', 'fileStatus'];

/** @param url of a host page with the SDK and `#mount` */
export async function openDocument(
  browser: Pick<Browser, 'newPage'>,
  url: string,
  sourceURI: string,
  more: Partial<OpenRequest> = {},
): Promise<Opened> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.evaluate(
    async (src, wishes, names) => {
      const answer = await fetch('/api/weboffice', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ action: 'open', sourceURI: src, ...wishes }),
      });
      const { webofficeURL, accessToken } = (await answer.json()) as { webofficeURL: string; accessToken: string };
      const global = window as unknown as {
        events: unknown[];
        instance: unknown;
        aliyun: { config(options: object): Record<string, (...args: unknown[]) => void> };
      };
      global.events = [];
      const instance = global.aliyun.config({ url: webofficeURL, mount: document.querySelector('#mount') });
      global.instance = instance;
      for (const name of names) instance.on!(name, (payload: unknown) => global.events.push({ name, payload }));
      instance.setToken!({ token: accessToken, timeout: 25 * 60_000 });
    },
    sourceURI,
    more,
    heard,
  );
  return { page, frame: await officeFrame(page) };
}

export const eventsOf = (page: Page): Promise<SdkEvent[]> => page.evaluate(() => (window as unknown as HostWindow).events);

/** What `save()` of the SDK comes to. */
export const save = (page: Page) => page.evaluate(() => (window as unknown as HostWindow).instance.save());

/** Saves what is not saved yet: where the machine takes its time, the page may have done it by itself. */
export async function saveAll(page: Page): Promise<void> {
  assert.match((await save(page)).result, /^(ok|nochange)$/);
}

/** Waits until an editor says so. */
export const waitForStatus = (frame: Frame, status: string) => frame.waitForSelector(`.save-status.${status}`);
