/** Files that a page hands to its reader. */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';

/** The one file that the browser saves because of an action. Chromium only. */
export async function downloadOf(browser: Browser, act: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-downloads-'));
  const session = await browser.target().createCDPSession();
  try {
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, eventsEnabled: true });
    const finished = new Promise<void>((resolve) =>
      session.on('Browser.downloadProgress', ({ state }) => void (state === 'completed' && resolve())),
    );
    await act();
    await finished;
    const names = await readdir(folder);
    if (names.length !== 1) throw new Error(`one file was expected: ${names.join(', ')}`);
    return { name: names[0]!, content: await readFile(join(folder, names[0]!)) };
  } finally {
    await session.detach();
    await rm(folder, { recursive: true });
  }
}
