/** Asks about a value that was typed against the advice of the workbook's author (`errorStyle` warning, information): it is in the cell, and stays or is taken back. */
import type { IDisposable, Injector } from '@univerjs/core';
import { SheetInterceptorService, VALIDATE_CELL } from '@univerjs/preset-sheets-core';
import { words } from '../../words/messages.js';
import type { Question, SheetRules } from './rules.js';

/** @returns ends it; a question that is open then is answered with keeping the value: nothing that was typed is lost */
export function askAboutValues(container: HTMLElement, injector: Injector, rules: SheetRules): IDisposable {
  let end = (): void => {};
  const asking = injector.get(SheetInterceptorService).writeCellInterceptor.intercept(VALIDATE_CELL, {
    handler: async (result, { subUnitId, row, col }, next) => {
      const question = rules.questionAbout(subUnitId, { row, column: col });
      if ((await next(result)) === false) return false;
      if (!question) return true;
      end();
      return new Promise<boolean>((resolve) => (end = ask(container, question, resolve)));
    },
  });
  return {
    dispose() {
      asking();
      end();
    },
  };
}

/** @returns takes the question away */
function ask(container: HTMLElement, { text, style }: Question, answered: (isKept: boolean) => void): () => void {
  const dialog = document.createElement('dialog');
  dialog.className = 'sheet-question';
  dialog.setAttribute('role', 'alertdialog');
  const said = document.createElement('p');
  said.textContent = text;
  said.id = 'sheet-question';
  dialog.setAttribute('aria-labelledby', said.id);
  const buttons = document.createElement('div');
  const answer = (isKept: boolean): void => {
    dialog.close();
    dialog.remove();
    answered(isKept);
  };
  const button = (label: string, isKept: boolean): HTMLButtonElement => {
    const element = document.createElement('button');
    element.type = 'button';
    element.textContent = label;
    element.addEventListener('click', () => answer(isKept));
    return element;
  };
  const keep = button(words.sheet.keep, true);
  const takeBack = button(words.sheet.takeBack, false);
  buttons.append(takeBack, keep);
  dialog.append(said, buttons);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    answer(false);
  });
  // Keys of the grid are not for a question.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  container.append(dialog);
  dialog.showModal();
  (style === 'warning' ? takeBack : keep).focus();
  return () => dialog.isConnected && answer(true);
}
