/** Writing into a Word document in a browser, as a person does. */
import type { ElementHandle, Frame, KeyInput, Page } from 'puppeteer-core';

/** Where the mouse types from now on. What is drawn is drawn anew now and then, so that an element may be gone when it is clicked. */
export async function clickInto(frame: Frame, words: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const element = (await frame.waitForSelector(`.layout-page-content ::-p-text(${words})`)) as ElementHandle<HTMLElement>;
    // A click on what is drawn anew in that moment may lead nowhere.
    const failed = await element
      .click()
      .then(() => frame.waitForSelector('.ProseMirror-focused', { timeout: 10_000 }))
      .then(
        () => null,
        (error: unknown) => error,
      );
    if (!failed) return;
    if (tries === 10) throw failed as Error;
  }
}

/** A place in the text: a text node of the editor with exactly these words, and how many letters stand before the place. */
export type Spot = readonly [words: string, letters: number];

/** Selects in the editor's own field, which is quicker than the mouse and does not depend on how wide the machine's letters are. */
export async function selectWords(frame: Frame, from: Spot, to: Spot = from): Promise<void> {
  await frame.evaluate(
    (...spots) => {
      const editor = document.querySelector<HTMLElement>('.paged-editor__hidden-pm .ProseMirror')!;
      editor.focus();
      const [anchor, head] = spots.map(([words, letters]) => {
        const texts = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) if (texts.currentNode.nodeValue === words) return { node: texts.currentNode, letters };
        throw new Error(`the editor has no “${words}”`);
      });
      getSelection()!.setBaseAndExtent(anchor!.node, anchor!.letters, head!.node, head!.letters);
      document.dispatchEvent(new Event('selectionchange'));
    },
    from,
    to,
  );
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
