/** What tests know of a browser, whichever engine it has. */
import type { BrowserLauncher } from '@web/test-runner-core';
import type { LaunchOptions } from 'puppeteer-core';
import { until } from '../until.js';

/** A document in the browser: a page's own, or that of a frame in it. */
export interface EngineFrame {
  /** Runs a function there; what goes in and comes out is JSON. The function knows only its arguments. */
  evaluate<Args extends unknown[], Result>(run: (...args: Args) => Result, ...args: Args): Promise<Awaited<Result>>;
  /** Clicks where a reader would, once the element is there. */
  click(selector: string): Promise<void>;
}

/** A browser with one page. */
export interface EnginePage extends EngineFrame {
  open(url: string): Promise<void>;
  /** The document with this address in a frame, however deep and in whatever shadow root, once it is there. */
  frame(url: string): Promise<EngineFrame>;
  /** The page's title, asked of the browser: pages that break the driver's scripts have one as well. */
  title(): Promise<string>;
  /** Types where the focus is. */
  type(text: string): Promise<void>;
  /** Presses a key, named as in `KeyboardEvent.key`, with Control held if asked. */
  press(key: string, modifier?: 'Control'): Promise<void>;
  /** PNG */
  screenshot(): Promise<Uint8Array>;
  /** Ends the browser. */
  close(): Promise<void>;
}

export type EngineName = 'chromium' | 'firefox' | 'webkit';

export interface Engine {
  name: EngineName;
  /** As people call it. */
  label: string;
  /** Debian's packages, separated by spaces. */
  packages: string;
  /** What to do where there is no apt-get. */
  elsewhere: string;
  isInstalled(): boolean;
  /** How puppeteer launches it, for tests of many pages; WebKitGTK is driven otherwise. */
  options?: () => LaunchOptions;
  /** For tests of whole pages. */
  start(): Promise<EnginePage>;
  /** For the test runner, which runs the element's tests. */
  launcher(): BrowserLauncher;
}

/** Asks until the answer is true, for at most a minute. @throws {Error} with what is there instead */
export async function waitFor(frame: EngineFrame, what: string, isThere: () => Promise<boolean>): Promise<void> {
  // What stands there instead says more than that it took too long.
  const shown = () => frame.evaluate(() => document.body.innerText.replace(/\s+/g, ' ').slice(0, 300));
  await until(isThere, async () => `${what}, and there was: ${await shown()}`, 60_000);
}
