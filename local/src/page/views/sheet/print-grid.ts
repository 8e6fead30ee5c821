/**
 * A grid on paper, when the page that embeds this one is printed: Chromium 156 prints the canvas of the grid's engine empty, and a copy of it as it is.
 * The copy goes when it is printed.
 */
const grids = '.sheet-room canvas';

export function printGrids(): void {
  let copies: HTMLCanvasElement[] = [];
  window.addEventListener('beforeprint', () => {
    copies = [...document.querySelectorAll<HTMLCanvasElement>(grids)].filter(({ width, height }) => width * height > 0).map(copyOver);
  });
  window.addEventListener('afterprint', () => copies.splice(0).forEach((copy) => copy.remove()));
}

function copyOver(grid: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  copy.width = grid.width;
  copy.height = grid.height;
  copy.getContext('2d', { willReadFrequently: true })!.drawImage(grid, 0, 0);
  const { offsetLeft, offsetTop, clientWidth, clientHeight } = grid;
  const place = {
    position: 'absolute',
    left: `${offsetLeft}px`,
    top: `${offsetTop}px`,
    width: `${clientWidth}px`,
    height: `${clientHeight}px`,
  };
  Object.assign(copy.style, place, { zIndex: '1', pointerEvents: 'none' });
  grid.after(copy);
  return copy;
}
