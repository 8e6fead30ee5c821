/**
 * Takes a frame out of a part of the page that is about to be removed, with the page in it. Every engine destroys the page of a frame that is removed, and
 * only `Node.moveBefore` moves a frame without loading it anew: in Chromium since 133. Firefox 153 has the method and loads the frame anew all the same,
 * WebKitGTK 2.50 lacks it.
 */

type MoveBefore = (node: Node, child: Node | null) => void;

let keepsPages: boolean | undefined;

/**
 * Moves the frame to a place outside of `body`, unseen, in the size it has.
 * @returns puts it back where it was; undefined where the engine cannot move it with its page: then it is where it was
 */
export function keepFrame(container: Element): (() => void) | undefined {
  const frame = container.querySelector('iframe');
  const root = container.ownerDocument.documentElement;
  const moveBefore = (root as { moveBefore?: MoveBefore }).moveBefore;
  keepsPages ??= moveBefore !== undefined && movesWithItsPage(root, moveBefore);
  if (!frame || !keepsPages) return undefined;
  const { clientWidth, clientHeight, style } = frame;
  moveBefore!.call(root, frame, null);
  Object.assign(style, { position: 'fixed', visibility: 'hidden', width: `${clientWidth}px`, height: `${clientHeight}px` });
  return () => {
    moveBefore!.call(container, frame, null);
    frame.removeAttribute('style');
  };
}

/** Tried with a frame that holds nothing. */
function movesWithItsPage(root: Element, moveBefore: MoveBefore): boolean {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  root.append(frame);
  const page = frame.contentDocument;
  moveBefore.call(root, frame, root.firstChild);
  const isKept = page !== null && page === frame.contentDocument;
  frame.remove();
  return isKept;
}
