/**
 * A document among others must not take the keys from what a reader is typing elsewhere on the page around it. Editors focus themselves as soon as
 * they are there, and browsers let a frame do that (Chromium 156), whoever has the focus. The rule is that of the permissions policy
 * `focus-without-user-activation`, which browsers do not have yet.
 */
export function waitForReader(): void {
  if (window.parent === window) return;
  const prototype = HTMLElement.prototype as { focus: (this: HTMLElement, options?: FocusOptions) => void };
  const { focus } = prototype;
  let later = () => {};
  prototype.focus = function (options) {
    // A pressed button is handled before the frame has the focus.
    if (document.hasFocus() || navigator.userActivation.isActive) focus.call(this, options);
    else later = () => this.isConnected && focus.call(this, { preventScroll: true });
  };
  window.addEventListener('focus', () => {
    // Whoever comes by keyboard is on the way to the first field, and goes on from there.
    setTimeout(() => {
      if (document.activeElement === document.body) later();
      later = () => {};
    });
  });
}
