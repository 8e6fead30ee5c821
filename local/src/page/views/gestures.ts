/** Zooming with Ctrl and the wheel (which is also what a trackpad's pinch sends) and with two fingers on a screen. */

/** How much wheel, px, doubles or halves. Trackpads send many small steps, mice few of about 100. */
const wheelPerDoubling = 320;

/** @param zoom factor, and the point of the window it happens around, px */
export function zoomByGestures(element: HTMLElement, zoom: (factor: number, x: number, y: number) => void): void {
  element.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 30;
      zoom(2 ** ((-event.deltaY * lines) / wheelPerDoubling), event.clientX, event.clientY);
    },
    { passive: false },
  );

  let distance = 0;
  element.addEventListener(
    'touchmove',
    (event) => {
      const [a, b] = event.touches;
      if (!a || !b) return;
      event.preventDefault();
      const now = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
      if (distance > 0) zoom(now / distance, (a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2);
      distance = now;
    },
    { passive: false },
  );
  for (const name of ['touchstart', 'touchend', 'touchcancel'] as const)
    element.addEventListener(name, () => (distance = 0), { passive: true });
}
