/** The history: versions in a panel, the one looked at over the document, restored by a button. */
import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryEntry } from '../../shared/page-api.js';
import type { Actions } from '../document/actions.js';
import { formatTime, words } from '../words/messages.js';
import type { State } from '../document/state.js';
import { icon } from '../base/icons.js';

export function historyPanel({ history, saving }: State, actions: Actions): TemplateResult | typeof nothing {
  if (!history.open) return nothing;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') actions.toggleHistory(false);
  };
  return html`<aside class="panel history" aria-label=${words.history.title} @keydown=${onKey}>
    <div class="panel-head">
      <h2>${words.history.title}</h2>
      <button
        type="button"
        class="tool small"
        aria-label=${words.history.close}
        title=${words.history.close}
        @click=${() => actions.toggleHistory(false)}
      >
        ${icon('close')}
      </button>
    </div>
    <div class="panel-content" aria-live="polite">${list(history, saving !== null, actions)}</div>
  </aside>`;
}

/** @param canRestore the document can be written to */
function list({ versions, looking }: State['history'], canRestore: boolean, actions: Actions): TemplateResult {
  if (versions === null) return html`<p class="empty">${words.history.loading}</p>`;
  if (versions.length === 0) return html`<p class="empty">${words.history.empty}</p>`;
  return html`<ol class="versions">
    ${versions.map((entry, index) => html`<li>${version(entry, index === 0, looking === entry.id, canRestore && index > 0, actions)}</li>`)}
  </ol>`;
}

function version(
  { id, time, user, origin }: HistoryEntry,
  isNewest: boolean,
  isShown: boolean,
  canRestore: boolean,
  actions: Actions,
): TemplateResult {
  const what = isNewest ? words.history.newest : words.history.origin[origin];
  return html`<button type="button" class="version" aria-current=${String(isShown)} @click=${() => void actions.look(id)}>
      <span class="when">${formatTime(time)}</span>
      <span class="who">${user ? `${user.name} · ${what}` : what}</span>
    </button>
    ${
      isShown && canRestore
        ? html`<button type="button" class="secondary" @click=${() => void actions.restore(id)}>${words.history.restore}</button>`
        : nothing
    }`;
}
