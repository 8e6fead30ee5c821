/** What is pasted into a grid, without what could not be saved: it is left out before anything is shown, and named. */
import type { LeftOut } from '../../words/codes.js';
import {
  CustomCommandExecutionError,
  ICommandService,
  IUniverInstanceService,
  UniverInstanceType,
  type ICellData,
  type Injector,
  type Workbook,
} from '@univerjs/core';
import {
  ISheetClipboardService,
  SheetPasteShortKeyCommand,
  SheetsSelectionsService,
  type ISetRangeValuesMutationParams,
  type ISheetPasteByShortKeyParams,
} from '@univerjs/preset-sheets-core';
import { PastedTable, textOf, type PastedCell } from './pasted-cells.js';
import { fillCell, markOf, markTexts, markedIndex, textCell } from './pasted-text.js';
import { hasLooks, plain } from './cells.js';
import { cellsIn } from './ranges.js';

interface PasteSteps {
  /** These are not among what was pasted. */
  leftOut(kinds: LeftOut[]): void;
  /** Nothing was pasted. */
  refused(): void;
}

type SpannedCell = ICellData & { rowSpan?: number; colSpan?: number };

const BLOCKS = 'p,div,li,h1,h2,h3,h4,h5,h6,pre,blockquote';

export interface PasteWatch {
  /** Puts what was copied into a mutation, before it happens. */
  fill(params: ISetRangeValuesMutationParams): void;
  dispose(): void;
}

/** @param isPlain for tables of text, cells are what they show */
export function watchPaste(injector: Injector, isPlain: boolean, steps: PasteSteps): PasteWatch {
  const found = new Set<LeftOut>();
  let isOneText = false;
  let cells: PastedCell[] = [];
  const watching = injector.get(ICommandService).beforeCommandExecuted(({ id, params }) => {
    if (id !== SheetPasteShortKeyCommand.id) return;
    const pasted = params as ISheetPasteByShortKeyParams;
    const document = new DOMParser().parseFromString(pasted.htmlContent ?? '', 'text/html');
    const { body, documentElement } = document;
    found.clear();
    cells = [];
    if (body.querySelector('img')) found.add('pictures');
    if (body.querySelector('a[href]')) found.add('links');
    if (!body.textContent.trim() && !pasted.textContent) {
      if (found.size > 0 || pasted.files?.length) steps.refused();
      throw new CustomCommandExecutionError('there is nothing for a cell');
    }
    // Other programs send a picture of their cells along, which would be taken instead of them.
    delete pasted.files;
    isOneText = !pasted.htmlContent && !/[\n\t]/.test(pasted.textContent ?? '');
    const mark = (cell: PastedCell): string => markOf(cells.push(cell) - 1);
    if (!pasted.htmlContent) {
      const keeps = (text: string) => isPlain || /^0\d+$|^\d{16,}$/.test(text) || (isOneText && isTextCell(injector));
      pasted.textContent = markTexts(pasted.textContent ?? '', keeps, mark);
    } else if (body.querySelector('table')) {
      // What was copied here Univer knows itself.
      if (/data-copy-id="/.test(pasted.htmlContent)) return;
      markTable(document, isPlain, found, mark);
      pasted.htmlContent = documentElement.outerHTML;
    } else if (body.querySelector(BLOCKS)) {
      breakLines(body);
      pasted.htmlContent = documentElement.outerHTML;
    }
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
    onPasteCells(_from, _to, pasted) {
      pasted.forValue((_row, _column, cell: SpannedCell) => leaveOut(cell, found));
      return { undos: [], redos: [] };
    },
    onAfterPaste(isDone) {
      if (isDone && found.size > 0) steps.leftOut([...found]);
      found.clear();
    },
  });
  return {
    fill(params) {
      for (const { cell } of cellsIn(params)) {
        const index = typeof cell?.v === 'string' ? markedIndex(cell.v) : undefined;
        const pasted = index === undefined ? undefined : cells[index];
        if (cell && pasted) fillCell(cell, pasted, isPlain);
      }
    },
    dispose() {
      watching.dispose();
      hook.dispose();
    },
  };
}

/** Whether the cell that is pasted into holds text, whatever is written there. */
function isTextCell(injector: Injector): boolean {
  const range = injector.get(SheetsSelectionsService).getCurrentLastSelection()?.primary;
  const sheet = injector.get(IUniverInstanceService).getCurrentUnitOfType<Workbook>(UniverInstanceType.UNIVER_SHEET)?.getActiveSheet();
  return range ? sheet?.getCellStyle(range.actualRow, range.actualColumn)?.n?.pattern === '@' : false;
}

function markTable(document: Document, isPlain: boolean, found: Set<LeftOut>, mark: (cell: PastedCell) => string): void {
  const table = new PastedTable(document, navigator.language);
  for (const cell of document.querySelectorAll('td,th')) {
    const text = textOf(cell);
    const pasted = table.read(cell) ?? (isPlain || text.includes('\n') ? textCell(text) : undefined);
    if (pasted?.isFormula) found.add('formulas');
    if (!pasted || text === '') continue;
    const pieces = textsIn(cell).filter(({ nodeValue }) => nodeValue?.trim());
    if (!isPlain && new Set(pieces.map(looksAround(cell))).size > 1) found.add('words');
    // The looks of its first words stay around the mark.
    const [first] = pieces;
    if (!first) continue;
    for (const piece of textsIn(cell)) if (piece !== first) piece.remove();
    first.nodeValue = mark(pasted);
    for (const br of cell.querySelectorAll('br')) br.remove();
  }
}

function textsIn(cell: Element): Text[] {
  const walker = cell.ownerDocument.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node as Text);
  return texts;
}

/** The elements around a text that may give it looks of its own. */
const looksAround =
  (cell: Element) =>
  (text: Text): string => {
    const around: string[] = [];
    for (let each = text.parentElement; each && each !== cell; each = each.parentElement) {
      const { nodeName, className } = each;
      const style = each.getAttribute('style') ?? '';
      const isBlank = /^(P|DIV|LI|BR)$/.test(nodeName) || (nodeName === 'SPAN' && !className && (!style || /mso-spacerun/.test(style)));
      if (!isBlank) around.push(`${nodeName} ${className} ${style} ${each.getAttribute('color') ?? ''}`);
    }
    return around.join('>');
  };

/** Univer takes only `br` for an end of a line, and would run paragraphs together. */
function breakLines(body: HTMLElement): void {
  const blocks = [...body.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  for (const block of blocks.slice(1)) block.before(document.createElement('br'));
}

function leaveOut(cell: SpannedCell, found: Set<LeftOut>): void {
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
