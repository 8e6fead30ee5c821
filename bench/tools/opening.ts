/** Opens documents, by hand and with the element, and times it by the pages' own clocks. */
import type { Page } from 'puppeteer-core';

/** See `by-hand.ts`. */
export type Way = 'quickStart' | 'parallel' | 'next';

/** ms since the beginning. */
export interface Times {
  /** The office frame starts to load. */
  navigation: number;
  /** The document is open. */
  ready: number;
  /** SDK and credentials are there; known of `parallel` alone. */
  arrived: number;
}

const OFFICE = /\/office\/[wspf]\//;

interface HostWindow {
  ways: Record<Way, (sdkURL: string, src: string) => Promise<number>>;
  arrived?: number;
}

/** A moment that pages in other frames understand: ms since 1970. */
interface Moments {
  start: number;
  ready: number;
  arrived?: number | undefined;
}

export async function openByHand(page: Page, way: Way, sdkURL: string, src: string): Promise<Times> {
  const moments = await page.evaluate(
    async (name, url, uri) => {
      const host = window as unknown as HostWindow;
      const start = performance.now();
      const ready = await host.ways[name](url, uri);
      const { timeOrigin } = performance;
      return { start: timeOrigin + start, ready: timeOrigin + ready, arrived: host.arrived && timeOrigin + host.arrived };
    },
    way,
    sdkURL,
    src,
  );
  return since(page, moments);
}

/** The clock starts when the element is connected; with one that is there already, when it gets another `src`. */
export async function openElement(page: Page, sdkURL: string, src: string): Promise<Times> {
  const moments = await page.evaluate(
    async (url, uri) => {
      const there = document.querySelector('imm-weboffice');
      const element = there ?? document.createElement('imm-weboffice');
      element.setAttribute('token-endpoint', '/api/weboffice');
      element.setAttribute('sdk-url', url);
      const opened = new Promise((resolve, reject) => {
        element.addEventListener('imm-ready', () => resolve(performance.now()), { once: true });
        element.addEventListener('imm-error', () => reject(new Error(element.error?.message)), { once: true });
      });
      const start = performance.now();
      element.setAttribute('src', uri);
      if (!there) document.body.append(element);
      const ready = (await opened) as number;
      return { start: performance.timeOrigin + start, ready: performance.timeOrigin + ready };
    },
    sdkURL,
    src,
  );
  return since(page, moments);
}

async function since(page: Page, { start, ready, arrived }: Moments): Promise<Times> {
  return { navigation: (await navigation(page)) - start, ready: ready - start, arrived: (arrived ?? NaN) - start };
}

/** From the page's own beginning to the navigation of the office frame that its tag gets, ms. */
export async function openPage(page: Page): Promise<number> {
  await page.waitForFrame((frame) => OFFICE.test(frame.url()), { timeout: 60_000 });
  return (await navigation(page)) - (await page.evaluate(() => performance.timeOrigin));
}

/** How long it takes the page to put an empty frame into itself, ms: the window that the element gives each SDK. */
export function addFrame(page: Page): Promise<number> {
  return page.evaluate(() => {
    const start = performance.now();
    document.body.append(document.createElement('iframe'));
    return performance.now() - start;
  });
}

/** When the frame with the office page started to load. */
async function navigation(page: Page): Promise<number> {
  const frames = page.frames().filter((frame) => OFFICE.test(frame.url()));
  if (frames.length !== 1) throw new Error(`there are ${frames.length} office pages where one was opened`);
  return frames[0]!.evaluate(() => performance.timeOrigin);
}
