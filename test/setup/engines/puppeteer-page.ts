/** A page in a browser that puppeteer drives. */
import puppeteer, { type Browser, type Frame, type KeyInput, type LaunchOptions, type Page } from 'puppeteer-core';
import { waitFor, type EngineFrame, type EnginePage } from './engine.js';

export async function startPuppeteer(options: LaunchOptions): Promise<EnginePage> {
  const browser = await puppeteer.launch(options);
  const page = await browser.newPage();
  await page.setViewport({ width: 1024, height: 730 });
  return new PuppeteerPage(page, browser);
}

class PuppeteerFrame implements EngineFrame {
  constructor(private readonly frameOrPage: Frame | Page) {}

  evaluate<Args extends unknown[], Result>(run: (...args: Args) => Result, ...args: Args): Promise<Awaited<Result>> {
    return this.frameOrPage.evaluate(run as never, ...args);
  }

  async click(selector: string): Promise<void> {
    const element = await this.frameOrPage.waitForSelector(selector, { timeout: 60_000 });
    await element!.click();
  }
}

class PuppeteerPage extends PuppeteerFrame implements EnginePage {
  constructor(
    private readonly page: Page,
    private readonly browser: Browser,
  ) {
    super(page);
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async frame(url: string): Promise<EngineFrame> {
    const find = () => this.page.frames().find((frame) => frame.url() === url && !frame.detached);
    await waitFor(this, `a frame at ${url}`, () => Promise.resolve(find() !== undefined));
    return new PuppeteerFrame(find()!);
  }

  async title(): Promise<string> {
    // Puppeteer's scripts for Chromium do not run in every page, and its protocol knows the title without one.
    if (!(await this.browser.version()).includes('Chrom')) return this.page.title();
    const session = await this.page.createCDPSession();
    const { targetInfo } = await session.send('Target.getTargetInfo');
    await session.detach();
    return targetInfo.title;
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async press(key: string, modifier?: 'Control'): Promise<void> {
    if (modifier) await this.page.keyboard.down(modifier);
    await this.page.keyboard.press(key as KeyInput);
    if (modifier) await this.page.keyboard.up(modifier);
  }

  screenshot(): Promise<Uint8Array> {
    return this.page.screenshot();
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}
