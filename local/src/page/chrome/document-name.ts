/** The document's name in the bar; in edit mode, for those who may, it can be changed there. The extension stays. */
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Actions } from '../document/actions.js';
import { splitName } from '../base/file-name.js';
import { words } from '../words/messages.js';
import type { State } from '../document/state.js';

export function documentName({ info, view, renaming }: State, actions: Actions): TemplateResult {
  const name = info?.fileInfo.name ?? '';
  const mayRename = view !== null && info?.permission.rename === true && !info.permission.readonly;
  if (!mayRename) return html`<h1 title=${name}>${name}</h1>`;
  if (renaming) return nameField(name, actions);
  return html`<h1>
    <button type="button" class="name" title=${words.rename} aria-label="${name}, ${words.rename}" @click=${() => actions.editName(true)}>
      ${name}
    </button>
  </h1>`;
}

function nameField(name: string, actions: Actions): TemplateResult {
  const { base, extension } = splitName(name);
  const typedIn = (input: HTMLInputElement): string => {
    const typed = input.value.trim();
    return typed ? typed + extension : name;
  };
  const commit = (input: HTMLInputElement): void => void actions.rename(typedIn(input));
  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') commit(event.target as HTMLInputElement);
    else if (event.key === 'Escape') actions.editName(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<span class="name-field">
    <input
      type="text"
      ${ref(selectOnce)}
      maxlength=${255 - extension.length}
      autocomplete="off"
      spellcheck="false"
      aria-label=${words.fileName}
      .value=${base}
      @keydown=${onKey}
      @input=${(event: Event) => actions.nameTyped(typedIn(event.target as HTMLInputElement))}
      @blur=${(event: FocusEvent) => commit(event.target as HTMLInputElement)}
    /><span>${extension}</span>
  </span>`;
}

function selectOnce(input: Element | undefined): void {
  if (!input) return;
  queueMicrotask(() => (input as HTMLInputElement).select());
}
