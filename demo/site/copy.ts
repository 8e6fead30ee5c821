/** Adds a button that copies what the block shows at that moment. */
export function addCopyButton(block: HTMLElement): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(block.querySelector('code')?.textContent ?? '').then(
      () => say(button, 'Copied'),
      () => say(button, 'Copying failed'),
    );
  });
  block.append(button);
}

/** How long an answer stands on the button, ms. */
const ANSWER = 2_000;

function say(button: HTMLButtonElement, words: string): void {
  button.textContent = words;
  announcer.textContent = words;
  setTimeout(() => {
    button.textContent = 'Copy';
    announcer.textContent = '';
  }, ANSWER);
}

const announcer = document.createElement('p');
announcer.className = 'visually-hidden';
announcer.setAttribute('role', 'status');
document.body.append(announcer);
