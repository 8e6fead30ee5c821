/** A workbook's grid in a page: its cells chosen and written into, and what became of them in the file. */
import type { Frame, KeyInput, Page } from 'puppeteer-core';
import { PATIENCE } from './browser.js';
import type { CellFormat } from '../../local/src/shared/page-api.js';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { snapshotOf } from '../../local/src/server/sheet/snapshot.js';
import { Workbook } from '../../local/src/server/sheet/workbook.js';

/** What a saved workbook has in a cell of its first sheet, and the format it shows it in. */
export function cellIn(saved: Buffer, row: number, column: number): [unknown, CellFormat | undefined] {
  const { styles, sheets } = snapshotOf(new Workbook(ZipFile.parse(saved)), '') as {
    styles: Record<string, CellFormat>;
    sheets: Record<string, { cellData: Record<number, Record<number, { v: unknown; s: string }>> }>;
  };
  const { v, s } = sheets['sheet-0']!.cellData[row]![column]!;
  return [v, styles[s]];
}

export async function chord(page: Page, held: 'Control', key: KeyInput): Promise<void> {
  await page.keyboard.down(held);
  await page.keyboard.press(key);
  await page.keyboard.up(held);
}

/** The grid is drawn with what is in its cells, some frames after it says that it is there: letters have many colours, empty lines have few. */
export async function waitForCells(frame: Frame): Promise<void> {
  await frame.waitForFunction(
    () =>
      [...document.querySelectorAll<HTMLCanvasElement>('.sheet-room canvas')].some((grid) => {
        const { width, height } = grid;
        if (!width || !height) return false;
        const copy = new OffscreenCanvas(width, height).getContext('2d')!;
        copy.drawImage(grid, 0, 0);
        return new Set(new Uint32Array(copy.getImageData(0, 0, width, height).data.buffer)).size > 20;
      }),
    { polling: 200 },
  );
}

/** By the name of a cell, in the field beside the formula. @param timeout of each wait, ms */
export async function select(frame: Frame, cell: string, timeout = PATIENCE): Promise<void> {
  const field = await frame.waitForSelector('.sheet-view input', { timeout });
  // A grid that has just come names the cell it is at a moment later.
  await frame.waitForFunction(() => document.querySelector<HTMLInputElement>('.sheet-view input')?.value, { polling: 100, timeout });
  await field!.click({ count: 3 });
  await field!.type(cell.toLowerCase());
  await field!.press('Enter');
  // The field has the name in capitals, and the grid the focus, when it has gone there.
  await frame.waitForFunction(
    (wanted) =>
      document.querySelector<HTMLInputElement>('.sheet-view input')?.value === wanted &&
      document.activeElement?.tagName !== 'INPUT' &&
      document.activeElement !== document.body,
    { polling: 100, timeout },
    cell,
  );
}

/** As a browser pastes what another program has copied. */
export async function paste(frame: Frame, html: string, text: string): Promise<void> {
  // What takes it is the editor of cells.
  await frame.waitForSelector('[data-u-comp=editor]:focus');
  await frame.evaluate(
    (...[asHtml, asText]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', asHtml);
      clipboardData.setData('text/plain', asText);
      const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
      // Firefox does not take it from the constructor's options.
      Object.defineProperty(event, 'clipboardData', { value: clipboardData });
      document.activeElement!.dispatchEvent(event);
    },
    html,
    text,
  );
}
