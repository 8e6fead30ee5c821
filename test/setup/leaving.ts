/** Ways in which a document that is being edited goes from the screen. */
import type { Page } from 'puppeteer-core';

export const LEAVING: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'el.remove()': (page) => page.$eval('imm-weboffice', (tag) => tag.remove()),
  'removal without a word before': (page) => page.$eval('imm-weboffice', (tag) => tag.parentElement!.removeChild(tag)),
  navigation: (page) => page.goto('about:blank'),
  'closing the tab': (page) => page.close({ runBeforeUnload: true }),
  'close()': (page) => page.$eval('imm-weboffice', (tag) => tag.close()),
};
