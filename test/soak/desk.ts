/** One writer's desk: a page with the element in it, the document in that, and ways to save and to leave. */
import type { Browser, Frame, KeyInput, Page } from 'puppeteer-core';
import { officeFrame } from '../setup/browser.js';
import { waitForState } from '../setup/tag.js';

export class Desk {
  page!: Page;
  frame!: Frame;

  /**
   * @param url of a host page with the element’s script
   * @param src of the document, `oss://…`
   * @param sdkURL of the local WebOffice
   */
  constructor(
    private readonly browser: Browser,
    private readonly url: string,
    private readonly src: string,
    private readonly sdkURL: string,
  ) {}

  /** Opens the document, in a new page if there is none. */
  async open(): Promise<void> {
    if (!(this.page as Page | undefined) || this.page.isClosed()) {
      this.page = await this.browser.newPage();
      this.page.on('dialog', (dialog) => void dialog.accept());
    }
    await this.page.goto(this.url);
    await this.mount();
  }

  /** Puts an element into the page, in the place of what was there. */
  async mount(): Promise<void> {
    await this.page.evaluate(
      (sdkUrl, src) => {
        document.body.innerHTML = `<main style="height:100%"><imm-weboffice token-endpoint="/api/weboffice" mode="edit"></imm-weboffice></main>`;
        Object.assign(document.querySelector('imm-weboffice')!, { sdkUrl, src });
      },
      this.sdkURL,
      this.src,
    );
    await waitForState(this.page, 'ready');
    this.frame = await officeFrame(this.page);
  }

  /** Presses one key while the others are held down. */
  async press(...keys: KeyInput[]): Promise<void> {
    const held = keys.slice(0, -1);
    for (const key of held) await this.page.keyboard.down(key);
    await this.page.keyboard.press(keys.at(-1)!);
    for (const key of held.reverse()) await this.page.keyboard.up(key);
  }

  async times(count: number, ...keys: KeyInput[]): Promise<void> {
    for (let left = count; left > 0; left--) await this.press(...keys);
  }

  /** Pastes as the browser does what another program has copied. */
  async paste(text: string): Promise<void> {
    // The key comes first, as it does for everybody; V would bring what the machine's own clipboard holds.
    await this.press('Control');
    await this.frame.evaluate((asText) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', asText);
      document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** Saves by the element’s method. @throws {Error} when it is not saved */
  async save(): Promise<void> {
    const { result } = await this.page.$eval('imm-weboffice', (tag) => tag.save());
    if (result !== 'ok' && result !== 'nochange') throw new Error(`save() says “${result}”`);
  }
}

/** Ways to save that leave the document open. */
export const SAVES: Readonly<Record<string, (desk: Desk) => Promise<unknown>>> = {
  'save()': (desk) => desk.save(),
  'Ctrl+S': (desk) => desk.press('Control', 's'),
  autosave: (desk) => desk.page.waitForFunction(() => !document.querySelector('imm-weboffice')!.unsaved, { polling: 100 }),
};

/** Ways to leave a document. */
export const LEAVES: Readonly<Record<string, (desk: Desk) => Promise<unknown>>> = {
  'close()': ({ page }) => page.$eval('imm-weboffice', (tag) => tag.close()),
  'another src': ({ page }) => page.$eval('imm-weboffice', (tag) => void (tag.src = 'oss://test/elsewhere.txt')),
  'remove()': ({ page }) => page.$eval('imm-weboffice', (tag) => tag.remove()),
  'innerHTML of an ancestor': ({ page }) => page.$eval('main', (around) => void (around.innerHTML = '')),
  navigation: ({ page }) => page.goto('about:blank'),
  'closing the tab': ({ page }) => page.close({ runBeforeUnload: false }),
};
