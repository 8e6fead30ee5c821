/** What is pasted into a grid, without what could not be saved: it is left out before anything is shown, and named. */
import { CustomCommandExecutionError, ICommandService, IUniverInstanceService, type ICellData, type IDisposable } from '@univerjs/core';
import type { Injector, Workbook } from '@univerjs/core';
import { ISheetClipboardService, SheetPasteShortKeyCommand, type ISheetPasteByShortKeyParams } from '@univerjs/preset-sheets-core';
import { hasLooks, plain } from './sheet-cells.js';

/** `words`: looks of single words in a cell. */
export type LeftOut = 'merges' | 'links' | 'pictures' | 'words';

interface PasteSteps {
  /** These are not among what was pasted. */
  leftOut(kinds: LeftOut[]): void;
  /** Nothing was pasted. */
  refused(): void;
}

type PastedCell = ICellData & { rowSpan?: number; colSpan?: number };

const BLOCKS = 'p,div,li,h1,h2,h3,h4,h5,h6,pre,blockquote';

export function watchPaste(injector: Injector, steps: PasteSteps): IDisposable[] {
  const found = new Set<LeftOut>();
  let isOneText = false;
  const watching = injector.get(ICommandService).beforeCommandExecuted(({ id, params }) => {
    if (id !== SheetPasteShortKeyCommand.id) return;
    const pasted = params as ISheetPasteByShortKeyParams;
    const { body, documentElement } = new DOMParser().parseFromString(pasted.htmlContent ?? '', 'text/html');
    found.clear();
    if (body.querySelector('img')) found.add('pictures');
    if (body.querySelector('a[href]')) found.add('links');
    if (!body.textContent.trim() && !pasted.textContent) {
      if (found.size > 0 || pasted.files?.length) steps.refused();
      throw new CustomCommandExecutionError('there is nothing for a cell');
    }
    // Other programs send a picture of their cells along, which would be taken instead of them.
    delete pasted.files;
    isOneText = !pasted.htmlContent && !/[\n\t]/.test(pasted.textContent ?? '');
    if (body.querySelector('table') || !body.querySelector(BLOCKS)) return;
    breakLines(body);
    pasted.htmlContent = documentElement.outerHTML;
  });
  const hook = injector.get(ISheetClipboardService).addClipboardHook({
    id: 'savable',
    // Before Univer's own, which make changes of the cells.
    priority: -1,
    onBeforePaste({ unitId, subUnitId, range: { rows, cols } }) {
      const sheet = injector.get(IUniverInstanceService).getUnit<Workbook>(unitId)?.getSheetBySheetId(subUnitId);
      const [firstRow = 0, lastRow = firstRow] = [rows[0], rows.at(-1)];
      const [firstColumn = 0, lastColumn = firstColumn] = [cols[0], cols.at(-1)];
      // Cells over those would have to take them apart.
      const isMerged =
        !isOneText &&
        sheet
          ?.getMergeData()
          .some(
            (area) =>
              area.startRow <= lastRow && area.endRow >= firstRow && area.startColumn <= lastColumn && area.endColumn >= firstColumn,
          );
      if (isMerged) steps.refused();
      return !isMerged;
    },
    onPasteCells(_from, _to, cells) {
      cells.forValue((_row, _column, cell: PastedCell) => leaveOut(cell, found));
      return { undos: [], redos: [] };
    },
    onAfterPaste(isDone) {
      if (isDone && found.size > 0) steps.leftOut([...found]);
      found.clear();
    },
  });
  return [watching, hook];
}

/** Univer takes only `br` for an end of a line, and would run paragraphs together. */
function breakLines(body: HTMLElement): void {
  const blocks = [...body.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  for (const block of blocks.slice(1)) block.before(document.createElement('br'));
}

function leaveOut(cell: PastedCell, found: Set<LeftOut>): void {
  if ((cell.rowSpan ?? 1) > 1 || (cell.colSpan ?? 1) > 1) found.add('merges');
  delete cell.rowSpan;
  delete cell.colSpan;
  if (!cell.p) return;
  if (hasLooks(cell)) found.add('words');
  else cell.s = { ...cell.p.body?.textRuns?.[0]?.ts, ...(typeof cell.s === 'object' ? cell.s : {}) };
  plain(cell);
  // Univer makes numbers of what looks like one.
  delete cell.t;
}
