/** A headless browser for end-to-end tests, and the pages they look at. */
import puppeteer, { type Browser, type Frame, type HTTPRequest, type Page } from 'puppeteer-core';
import { chromiumEngine } from './engines/chromium.js';
import { chooseEngines } from './engines/index.js';
import { until } from './until.js';

/** How long its pages wait for anything, ms: a busy machine takes its time, and nothing is shown by that. */
export const PATIENCE = 90_000;

/** The first that is asked for and that puppeteer drives: Chromium, or Firefox with `BROWSERS=firefox`. */
const engine = chooseEngines().engines.find(({ options }) => options) ?? chromiumEngine;

export const engineName = engine.name;

/** Options of a test that needs what only Chromium has; elsewhere it is skipped, and says why. */
export const chromiumOnly = (why: string) => ({ skip: engine !== chromiumEngine && `in Chromium only: ${why}` });

export async function launch(): Promise<Browser> {
  const browser = await puppeteer.launch(engine.options!());
  const newPage = browser.newPage.bind(browser);
  browser.newPage = async (...options) => {
    const page = await newPage(...options);
    page.setDefaultTimeout(PATIENCE);
    return page;
  };
  return browser;
}

/** What a request carries. The request itself does not know it in every browser. */
export const bodyOf = async (request: HTTPRequest): Promise<string> => (await request.fetchPostData()) ?? '';

const isOfficePage = (frame: Frame) => /\/office\/[wspf]\//.test(frame.url());

/** The frame with the office page in it, as soon as there is one. */
export function officeFrame(page: Page): Promise<Frame> {
  return page.waitForFrame(isOfficePage);
}

/** Until none is there: one that saves what was typed outlives its element. */
export async function waitForNoOfficeFrame(page: Page): Promise<void> {
  await until(() => !page.frames().some(isOfficePage), 'the office page to go', PATIENCE);
}

/** Waits until words stand in a frame, wherever lines break. By the clock: frames that are not painted have no animation frames, by which puppeteer asks. */
export async function waitForWords(frame: Frame | Page, words: string, timeout = PATIENCE): Promise<void> {
  try {
    await frame.waitForFunction((text) => document.body.innerText.replace(/\s+/g, ' ').includes(text), { timeout, polling: 100 }, words);
  } catch (error) {
    // What stands there instead says more than that it took too long.
    const shown = await frame
      .evaluate(() => document.body.innerText.replace(/\s+/g, ' ').slice(0, 300))
      .catch(() => 'nothing: the frame is gone');
    throw new Error(`waited for “${words}”, and there was: ${shown}`, { cause: error });
  }
}

/** From now on, what an office page says in passing is there for those who look a moment later: see `waitForToast`. */
export async function keepToasts(frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    const room = document.querySelector('.toast-room')!;
    const { dataset } = document.body;
    new MutationObserver(() => (dataset['said'] = `${dataset['said'] ?? ''} ${room.textContent.trim()}`)).observe(room, {
      ...{ childList: true, subtree: true, characterData: true },
    });
  });
}

/** Waits until an office page has said so, since `keepToasts`. */
export async function waitForToast(frame: Frame, words: string): Promise<void> {
  await frame.waitForFunction((text) => document.body.dataset['said']?.includes(text), { polling: 100 }, words);
}
