/** What covers the office page while there is nothing to see on it: loading, error, empty. Views only; the element decides which. */
import { html, svg, type TemplateResult } from 'lit';
import type { WebOfficeError } from '../contract/errors.js';
import type { Messages } from '../locales/index.js';
import type { LoadingStep } from './open-document.js';

const sheet = (mark: TemplateResult) => svg`
  <svg viewBox="0 0 44 52" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">
    <path d="M8 2h19l13 13v31a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V6a4 4 0 0 1 4-4Z" />
    <path d="M27 2v13h13" />
    ${mark}
  </svg>`;
const lines = sheet(svg`<path d="M13 25h18M13 33h18M13 41h10" />`);
const cross = sheet(svg`<path d="m16 27 12 12m0-12L16 39" />`);

/** @param onGivenWay the panel is gone from sight, though loading goes on */
export function loadingPanel(messages: Messages, filename: string, done: ReadonlySet<LoadingStep>, onGivenWay: () => void): TemplateResult {
  const steps = ['credentials', 'sdk', 'document'] as const;
  // Credentials and SDK load side by side; the document comes when both are there.
  const stateOf = (step: (typeof steps)[number]) =>
    step !== 'document' ? (done.has(step) ? 'done' : 'now') : done.size === 2 ? 'now' : '';
  const onEnd = ({ animationName }: AnimationEvent) => animationName === 'give-way' && onGivenWay();
  return html`<div class="panel ${done.size === 2 ? 'giving-way' : ''}" part="loading" tabindex="-1" @animationend=${onEnd}>
    <slot name="loading">
      <div class="icon" aria-hidden="true">${lines}</div>
      <p class="title">${messages.loading(filename)}</p>
      <ol class="steps" aria-hidden="true">
        ${steps.map((step) => html`<li class=${stateOf(step)}>${messages.steps[step]}</li>`)}
      </ol>
    </slot>
  </div>`;
}

/** The panel for a failure, in the slot `error`. @param retry called by its button; a mistake in the configuration has none */
export function errorPanel(messages: Messages, error: WebOfficeError, retry: () => void): TemplateResult {
  const { title, hint } = messages.errors[error.code];
  // What a developer did wrong is said where the developer looks; everybody else gets plain words.
  const isDevelopers = /^Invalid(?!Response|ExternalUploaded)/.test(error.code);
  const shown = isDevelopers ? error.message : hint;
  return html`<div class="panel" part="error" tabindex="-1">
    <slot name="error">
      <div class="icon failed" aria-hidden="true">${cross}</div>
      <p class="title">${title}</p>
      <p class="hint">${shown}</p>
      ${isDevelopers ? '' : html`<button type="button" part="retry" @click=${retry}>${messages.retry}</button>`}
      <p class="code">${error.code}</p>
    </slot>
  </div>`;
}

/** The panel for an element without a document, in the slot `empty`. */
export function emptyPanel(messages: Messages): TemplateResult {
  return html`<div class="panel" part="empty" tabindex="-1">
    <slot name="empty">
      <div class="icon" aria-hidden="true">${lines}</div>
      <p class="hint">${messages.empty}</p>
    </slot>
  </div>`;
}
