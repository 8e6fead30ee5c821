/** The page in WebKitGTK's MiniBrowser. */
import { waitFor, type EngineFrame, type EnginePage } from './engine.js';
import { startWebKit, type WebKitBrowser } from './webkit-browser.js';
import { WebDriverError, type ElementReference } from './webdriver.js';

/** A document, found anew for everything that is done in it: WebDriver stands in one at a time. */
class WebKitFrame implements EngineFrame {
  constructor(
    protected readonly browser: WebKitBrowser,
    private readonly url?: string,
  ) {}

  async evaluate<Args extends unknown[], Result>(run: (...args: Args) => Result, ...args: Args): Promise<Awaited<Result>> {
    await this.enter();
    return (await this.browser.session.run(String(run), args)) as Awaited<Result>;
  }

  async click(selector: string): Promise<void> {
    await waitFor(this, selector, async () => {
      try {
        await this.enter();
        await this.browser.session.click(selector);
        return true;
      } catch (error) {
        if (error instanceof WebDriverError && error.code === 'no such element') return false;
        throw error;
      }
    });
  }

  private async enter(): Promise<void> {
    await this.browser.session.enter(null);
    if (this.url && !(await this.find(this.url))) throw new Error(`there is no frame at ${this.url} any more`);
  }

  /** Goes through the frames in frames below the current document, and stays in the one with this address. */
  async find(url: string): Promise<boolean> {
    const { session } = this.browser;
    if ((await session.run('() => location.href')) === url) return true;
    for (const frame of (await session.run(String(framesHere))) as ElementReference[]) {
      try {
        await session.enter(frame);
      } catch (error) {
        if (error instanceof WebDriverError) continue; // It went meanwhile.
        throw error;
      }
      if (await this.find(url)) return true;
      await session.enterParent();
    }
    return false;
  }
}

/** Frames of a document and the shadow roots in it. */
function framesHere(): Element[] {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) for (const each of root.querySelectorAll('*')) if (each.shadowRoot) roots.push(each.shadowRoot);
  return roots.flatMap((root) => [...root.querySelectorAll('iframe')]);
}

export class WebKitPage extends WebKitFrame implements EnginePage {
  static async start(): Promise<WebKitPage> {
    return new WebKitPage(await startWebKit());
  }

  async open(url: string): Promise<void> {
    await this.browser.session.enter(null);
    await this.browser.session.open(url);
  }

  address(): Promise<string> {
    return this.browser.session.address();
  }

  async frame(url: string): Promise<EngineFrame> {
    await waitFor(this, `a frame at ${url}`, async () => {
      await this.browser.session.enter(null);
      return this.find(url);
    });
    return new WebKitFrame(this.browser, url);
  }

  title(): Promise<string> {
    return this.browser.session.title();
  }

  async type(text: string): Promise<void> {
    for (const character of text) await this.press(character);
  }

  async press(key: string, modifier?: 'Control'): Promise<void> {
    await this.browser.session.press(...(modifier ? [modifier, key] : [key]));
  }

  screenshot(): Promise<Uint8Array> {
    return this.browser.session.screenshot();
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
