/** The find bar, floating over the document's upper right corner. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { live } from 'lit/directives/live.js';
import type { Actions } from '../document/actions.js';
import { words } from '../words/messages.js';
import type { State } from '../document/state.js';
import { icon, type IconName } from '../base/icons.js';

export function findBar({ find }: State, actions: Actions): TemplateResult | typeof nothing {
  if (!find.open) return nothing;
  const { query, result } = find;
  const status = !query.text
    ? ''
    : result.total > 0
      ? words.matches(result.current, result.total, result.pending)
      : result.pending
        ? words.searching
        : words.noMatches;
  const none = query.text !== '' && result.total === 0 && !result.pending;
  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') actions.findNext(event.shiftKey);
    else if (event.key === 'Escape') actions.toggleFind(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="find" role="search" @keydown=${onKey}>
    <div class="find-field ${none ? 'none' : ''}">
      <input
        type="text"
        ${ref(focusOnce)}
        enterkeyhint="search"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        placeholder=${words.findPlaceholder}
        aria-label=${words.findPlaceholder}
        .value=${live(query.text)}
        @input=${(event: InputEvent) => actions.search({ text: (event.target as HTMLInputElement).value })}
      />
      <span class="find-status" role="status">${status}</span>
    </div>
    <div class="find-buttons">
      ${toggle('Aa', words.matchCase, query.matchCase, () => actions.search({ matchCase: !query.matchCase }))}
      ${toggle(icon('highlight'), words.highlightAll, query.highlightAll, () => actions.search({ highlightAll: !query.highlightAll }))}
      <span class="divider"></span>
      ${step('up', words.findPrevious, 'Shift+Enter', result.total === 0, () => actions.findNext(true))}
      ${step('down', words.findNext, 'Enter', result.total === 0, () => actions.findNext(false))}
      ${step('close', words.findClose, 'Esc', false, () => actions.toggleFind(false))}
    </div>
  </div>`;
}

function toggle(content: unknown, label: string, on: boolean, press: () => void): TemplateResult {
  return html`<button type="button" class="tool small" title=${label} aria-label=${label} aria-pressed=${String(on)} @click=${press}>
    ${content}
  </button>`;
}

function step(name: IconName, label: string, keys: string, disabled: boolean, press: () => void): TemplateResult {
  return html`<button type="button" class="tool small" title="${label} (${keys})" aria-label=${label} ?disabled=${disabled} @click=${press}>
    ${icon(name)}
  </button>`;
}

/** The bar opens to be typed into. */
function focusOnce(input: Element | undefined): void {
  if (!input) return;
  queueMicrotask(() => {
    (input as HTMLInputElement).focus();
    (input as HTMLInputElement).select();
  });
}
