/** WebKitGTK, over WebDriver: the nearest to Safari there is on Linux, and not Safari. */
import type { BrowserLauncher } from '@web/test-runner-core';
import type { Engine } from './engine.js';
import { findProgram } from './installed.js';
import { WebKitPage } from './webkit-page.js';

export const webkit: Engine = {
  name: 'webkit',
  label: 'WebKitGTK',
  packages: 'webkit2gtk-driver xvfb',
  elsewhere: 'it runs on Linux, with WebKitWebDriver and Xvfb on the PATH',
  isInstalled: () => ['WebKitWebDriver', 'Xvfb', 'setpriv'].every((name) => findProgram(undefined, [name])),
  start: () => WebKitPage.start(),
  launcher: () => new WebKitLauncher(),
};

/** Runs the test runner's sessions one after the other in one page. */
class WebKitLauncher implements BrowserLauncher {
  readonly name = 'WebKitGTK';
  /** The runner's commands are for drivers they know: this says that `getPage()` gives what they use of puppeteer's. */
  readonly type = 'puppeteer';
  readonly concurrency = 1;
  #page: Promise<WebKitPage> | undefined;
  #session: string | undefined;

  async startSession(sessionId: string, url: string): Promise<void> {
    const page = await (this.#page ??= WebKitPage.start());
    this.#session = sessionId;
    await page.open(url);
  }

  isActive(sessionId: string): boolean {
    return this.#session === sessionId;
  }

  async getBrowserUrl(): Promise<string> {
    return (await this.#page!).address();
  }

  /** What `sendKeys` asks for. */
  getPage() {
    return {
      keyboard: {
        press: async (key: string) => (await this.#page!).press(key),
        type: async (text: string) => (await this.#page!).type(text),
      },
    };
  }

  async stopSession(): Promise<object> {
    this.#session = undefined;
    // Ends whatever still runs there.
    await (await this.#page!).open('about:blank');
    return {};
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error('WebKitGTK runs on a screen nobody sees; debug in another browser'));
  }

  async stop(): Promise<void> {
    await (await this.#page)?.close();
  }
}
