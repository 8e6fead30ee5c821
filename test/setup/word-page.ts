/** Writing into a Word document in a browser, as a person does. */
import type { ElementHandle, Frame, KeyInput, Page } from 'puppeteer-core';

/** Where the mouse types from now on. What is drawn is drawn anew now and then, so that an element may be gone when it is clicked. */
export async function clickInto(frame: Frame, words: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const element = (await frame.waitForSelector(`.layout-page-content ::-p-text(${words})`)) as ElementHandle<HTMLElement>;
    const failed = await element.click().then(
      () => null,
      (error: unknown) => error,
    );
    if (!failed) break;
    if (tries === 10) throw failed as Error;
  }
  await frame.waitForSelector('.ProseMirror-focused');
}

/** All but the last key are held. */
export async function press(page: Page, ...keys: KeyInput[]): Promise<void> {
  const held = keys.slice(0, -1);
  for (const key of held) await page.keyboard.down(key);
  await page.keyboard.press(keys.at(-1)!);
  for (const key of held.reverse()) await page.keyboard.up(key);
}

/** More often than there is something to undo: how many letters go at once depends on how fast they came. */
export async function undoAll(page: Page): Promise<void> {
  for (let left = 20; left > 0; left--) await press(page, 'Control', 'z');
}

/** A paste event with these, by media type. Made by a script, it reaches Chromium only. */
export async function pasteData(frame: Frame, data: Record<string, string>): Promise<void> {
  await frame.evaluate((items) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(items)) clipboardData.setData(type, text);
    document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, data);
}
