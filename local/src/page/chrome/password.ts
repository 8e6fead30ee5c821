/** Asks for the password of an encrypted document. What is typed goes to whoever opens the document and is kept nowhere. */
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Actions } from '../document/actions.js';
import { words } from '../words/messages.js';
import type { Screen } from '../document/state.js';
import { icon } from '../base/icons.js';

export function passwordPrompt({ problem, checking }: Extract<Screen, { name: 'password' }>, actions: Actions): TemplateResult {
  const wrong = problem === 'WrongPassword';
  const status = problem ? words.password.problem[problem] : checking ? words.password.checking : '';
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = field(event.target as Element);
    const password = input.value;
    if (!password || checking) return;
    input.value = '';
    actions.answerPassword(password);
    // The next attempt is typed in the same place.
    input.focus();
  };
  return html`<form class="overlay message password" aria-labelledby="password-title" novalidate @submit=${submit}>
    <div class="message-icon">${icon('lock')}</div>
    <h2 id="password-title">${words.password.title}</h2>
    <p>${words.password.text}</p>
    <div class="password-row">
      <div class="password-field ${wrong ? 'wrong' : ''}">
        <input
          type="password"
          ${ref(focusOnce)}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          placeholder=${words.password.label}
          aria-label=${words.password.label}
          aria-describedby="password-status"
          aria-invalid=${String(wrong)}
        />
        <button
          type="button"
          class="tool small"
          aria-label=${words.password.show}
          title=${words.password.show}
          aria-pressed="false"
          @click=${toggleShown}
        >
          ${icon('eye')}
        </button>
      </div>
      <button class="primary" ?disabled=${checking}>${words.password.open}</button>
    </div>
    <p class="detail ${problem ? 'wrong' : ''}" id="password-status" role="status">${status}</p>
  </form>`;
}

const field = (form: Element): HTMLInputElement => form.querySelector<HTMLInputElement>('.password-field input')!;

function toggleShown({ currentTarget }: Event): void {
  const button = currentTarget as HTMLElement;
  const input = field(button.closest('form')!);
  const shown = input.type === 'password';
  input.type = shown ? 'text' : 'password';
  button.ariaPressed = String(shown);
  input.focus();
}

function focusOnce(input: Element | undefined): void {
  if (input) queueMicrotask(() => (input as HTMLElement).focus());
}
