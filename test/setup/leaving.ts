/** Ways in which a document that is being edited goes from the screen. */
import type { Page } from 'puppeteer-core';

export const LEAVING: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'el.remove()': (page) => page.$eval('imm-weboffice', (tag) => tag.remove()),
  'removal without a word before': (page) => page.$eval('imm-weboffice', (tag) => tag.parentElement!.removeChild(tag)),
  navigation: (page) => page.goto('about:blank'),
  'closing the tab': (page) => page.close({ runBeforeUnload: true }),
  'close()': (page) => page.$eval('imm-weboffice', (tag) => tag.close()),
};

/** Closes a page, one too that is about to close by itself. */
export async function closeAtLast(page: Page): Promise<void> {
  const closed = new Promise<void>((resolve) => page.once('close', () => resolve()));
  if (page.isClosed()) return;
  await page.close().catch(() => closed);
}
