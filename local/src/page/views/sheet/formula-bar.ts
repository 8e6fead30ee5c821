/** The formula bar keeps the keys it is clicked for. */
import { DOCS_FORMULA_BAR_EDITOR_UNIT_ID_KEY, type Injector } from '@univerjs/core';
import { IEditorBridgeService, IEditorService, SheetPermissionCheckController } from '@univerjs/preset-sheets-core';
import { painted } from '../../base/painting.js';

/** Univer gives up looking for the focus after so many frames of its own. */
const FRAMES = 4;

/** @param grid around it @param signal ends it */
export function keepBarFocused(grid: HTMLElement, injector: Injector, signal: AbortSignal): void {
  const focus = async (): Promise<void> => {
    for (let frame = 0; frame < FRAMES && !signal.aborted; frame++) await painted();
    if (signal.aborted || !injector.get(IEditorBridgeService).isVisible().visible) return;
    // A button that is up again at once: Univer (0.25.1) opens the editor over the cell last, which takes the keys and writes none of them.
    if (!document.activeElement?.id.endsWith(DOCS_FORMULA_BAR_EDITOR_UNIT_ID_KEY))
      injector.get(IEditorService).getEditor(DOCS_FORMULA_BAR_EDITOR_UNIT_ID_KEY)?.focus();
  };
  grid.addEventListener(
    'click',
    ({ target }) => {
      const bar = (target as Element).closest('[data-u-comp=formula-bar]');
      if (bar && (target as Element).closest('canvas, [data-u-comp=editor]')) void focus();
    },
    { signal },
  );
}

/**
 * Ranges have no rights of their own here. Univer asks for those of the chosen one, and takes a sheet without a choice, which a formula is being written
 * about, for protected.
 */
export function askNoRangeRights(injector: Injector): void {
  const checker = injector.get(SheetPermissionCheckController);
  const check = checker.permissionCheckWithoutRange.bind(checker);
  checker.permissionCheckWithoutRange = ({ rangeTypes: _, ...types }, ...where) => check(types, ...where);
}
