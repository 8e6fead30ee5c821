/** A hand that shakes while it clicks drags nothing: of itself the grid resizes a column, or fills the next cell, by a pixel. */

/** How far the mouse has to go before it drags, px. */
const DRAGS_FROM = 4;

/** @param grid around it, before it listens */
export function dragOnPurpose(grid: HTMLElement): void {
  grid.addEventListener(
    'pointerdown',
    (press) => {
      if (press.pointerType !== 'mouse' || press.button !== 0) return;
      const isOver = new AbortController();
      const { signal } = isOver;
      const move = (event: PointerEvent): void => {
        if (Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) < DRAGS_FROM) event.stopImmediatePropagation();
        else isOver.abort();
      };
      window.addEventListener('pointermove', move, { capture: true, signal });
      window.addEventListener('pointerup', () => isOver.abort(), { capture: true, signal });
      window.addEventListener('pointercancel', () => isOver.abort(), { capture: true, signal });
    },
    { capture: true },
  );
}
