/** The line that says what there is to know of the chosen cell: its note, its link, what may be written there, why it cannot be changed. */
import { ICommandService, type IDisposable } from '@univerjs/core';
import { holds } from '../../../shared/sheet/references.js';
import { validationAt } from '../../../shared/sheet/validation.js';
import { words } from '../../words/messages.js';
import type { SheetGrid } from './grid.js';

/** Values of a list that are named. */
const MOST_CHOICES = 20;
const CHANGES = /\.mutation\.set-range-values$|\.set-(selections|worksheet-active)/;

export class SheetHint {
  readonly element = document.createElement('div');
  readonly #words = document.createElement('span');
  readonly #button = document.createElement('button');
  #listening: IDisposable | null = null;
  #follow: (() => void) | null = null;

  /** @param mayEdit whether it is of interest what can be changed @param open opens an address */
  constructor(
    private readonly mayEdit: boolean,
    private readonly open: (url: string) => void,
  ) {
    this.element.className = 'sheet-hint';
    this.element.hidden = true;
    this.#words.setAttribute('role', 'status');
    this.#button.type = 'button';
    this.#button.textContent = words.sheet.openLink;
    this.#button.addEventListener('click', () => this.#follow?.());
    this.element.append(this.#words, this.#button);
  }

  follow(grid: SheetGrid): void {
    this.#listening = grid.univer
      .__getInjector()
      .get(ICommandService)
      .onCommandExecuted(({ id }) => {
        if (CHANGES.test(id)) queueMicrotask(() => this.#draw(grid));
      });
    this.#draw(grid);
  }

  stop(): void {
    this.#listening?.dispose();
    this.#listening = null;
  }

  #draw(grid: SheetGrid): void {
    if (!this.#listening) return;
    const sheet = grid.api.getActiveWorkbook()?.getActiveSheet();
    const chosen = sheet?.getSelection()?.getCurrentCell();
    const texts: string[] = [];
    this.#follow = null;
    if (sheet && chosen) {
      const id = sheet.getSheetId();
      const place = { row: chosen.actualRow, column: chosen.actualColumn };
      const { notes = [], links = [], locked = [], validations = [] } = grid.rules.noticesOf(id) ?? {};
      const link = links.find((range) => holds(range, place));
      if (link) {
        texts.push(link.url ?? link.place ?? '');
        this.#follow = () => (link.url ? this.open(link.url) : goTo(grid, link.place ?? ''));
      }
      texts.push(
        ...notes.filter(({ row, column }) => row === place.row && column === place.column).map(({ text }) => words.sheet.note(text)),
      );
      const lock = this.mayEdit ? grid.rules.lockOf(id, place) : undefined;
      const formula = locked.find((range) => holds(range, place))?.formula;
      if (formula) texts.push(words.sheet.formula(`=${formula}`));
      if (lock) texts.push(words.sheet.locked[lock]);
      else if (this.mayEdit) {
        const rule = validationAt(validations, place);
        const choices = grid.rules.choicesAt(id, place, MOST_CHOICES);
        if (rule?.prompt) texts.push(rule.prompt);
        if (choices) texts.push(words.sheet.choices(choices.map(({ text }) => text)));
        if (rule?.isUnknown && rule.style === 'stop' && !rule.isHint) texts.push(words.sheet.unchecked);
      }
      if (grid.stale.isMarked(id, place.row, place.column)) texts.push(words.sheet.stale);
      if (texts.length === 0 && grid.stale.count > 0) texts.push(words.sheet.staleCount(grid.stale.count));
    }
    this.#words.textContent = texts.join(' · ');
    this.#button.hidden = !this.#follow;
    this.element.hidden = texts.length === 0;
  }
}

/** To a place in the workbook: `Sheet!A1`, `A1`, or a defined name of cells. */
function goTo({ api, workbook }: SheetGrid, place: string): void {
  const book = api.getActiveWorkbook();
  const [, quoted, plain, reference = ''] = /^(?:'((?:[^']|'')+)'!|([^!]+)!)?(.*)$/.exec(place) ?? [];
  const name = quoted?.replaceAll("''", "'") ?? plain;
  const sheet = name ? book?.getSheetByName(name) : book?.getActiveSheet();
  if (!sheet || workbook.getSheetBySheetId(sheet.getSheetId())?.isSheetHidden()) return;
  book?.setActiveSheet(sheet);
  if (/^\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?$/i.test(reference)) {
    const range = sheet.getRange(reference.replaceAll('$', ''));
    range.activate();
    sheet.scrollToCell(Math.max(0, range.getRow() - 3), Math.max(0, range.getColumn() - 2));
  }
}
