/** How it stands with the reader's changes: a word beside the name, and a choice where others have saved too. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../document/actions.js';
import { words } from '../words/messages.js';
import type { State } from '../document/state.js';
import type { SaveState } from '../words/codes.js';
import { icon, type IconName } from '../base/icons.js';

const icons: Record<SaveState, IconName> = {
  saved: 'check',
  dirty: 'pencil',
  saving: 'turn',
  failed: 'warning',
  full: 'warning',
  conflict: 'warning',
};

export function saveStatus({ saving }: State): TemplateResult | typeof nothing {
  if (!saving) return nothing;
  return html`<span class="save-status ${saving}" role="status" title=${words.saving[saving]}
    >${icon(icons[saving])}<span>${words.saving[saving]}</span></span
  >`;
}

export function conflictBar({ saving, conflictWith }: State, actions: Actions): TemplateResult | typeof nothing {
  if (saving !== 'conflict') return nothing;
  return html`<div class="notice conflict" role="alert">
    <span>${words.conflict.text(conflictWith)}</span>
    <button type="button" class="secondary" @click=${() => actions.resolve(false)}>${words.conflict.theirs}</button>
    <button type="button" class="secondary" @click=${() => actions.resolve(true)}>${words.conflict.mine}</button>
  </div>`;
}
