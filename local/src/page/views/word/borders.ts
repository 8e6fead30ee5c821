/** A border of a table, or a handle of a picture, is moved by dragging it. Of itself the editor sets the size it has anyway when it is only clicked, which changes the file. */

/** How far the mouse has to go before it drags, px. */
const DRAGS_FROM = 2;

const BORDER =
  '.layout-table-resize-handle, .layout-table-row-resize-handle, [class*=layout-table-edge-handle], .image-selection-overlay [data-handle]';

/** @param element around the editor, before the editor listens to it */
export function moveBordersByDragging(element: HTMLElement): void {
  let isPassedOn = false;
  element.addEventListener(
    'mousedown',
    (press) => {
      const border = press.target instanceof Element ? press.target.closest(BORDER) : null;
      if (!border || isPassedOn || press.button !== 0) return;
      press.stopImmediatePropagation();
      // Nothing is selected meanwhile, and the keys stay where they are.
      press.preventDefault();
      const isOver = new AbortController();
      const { signal } = isOver;
      const move = (event: MouseEvent) => {
        if (Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) < DRAGS_FROM) return;
        isOver.abort();
        isPassedOn = true;
        border.dispatchEvent(new MouseEvent('mousedown', press));
        isPassedOn = false;
      };
      window.addEventListener('mousemove', move, { capture: true, signal });
      window.addEventListener('mouseup', () => isOver.abort(), { capture: true, signal });
    },
    { capture: true },
  );
}
