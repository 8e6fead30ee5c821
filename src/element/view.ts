/** Which panel is shown over the document, and what people who cannot see it hear. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../locales/index.js';
import type { DocumentController } from './document-controller.js';
import { emptyPanel, errorPanel, loadingPanel } from './panels.js';

/** What the view depends on, and what it calls. */
export interface Shown {
  document: Pick<DocumentController, 'state' | 'error' | 'done' | 'needsReader'>;
  messages: Messages;
  /** Of the document. */
  name: string;
  /** Whether a document is asked for. */
  hasSource: boolean;
  retry: () => void;
  /** The loading panel has given way to the document. */
  giveWay: () => void;
}

/** What stands in the shadow root over the document: a panel or nothing, and a status line for screen readers. */
export function view(shown: Shown): TemplateResult {
  return html`
    ${panel(shown)}
    <p class="announcement" role="status">${announcement(shown)}</p>
  `;
}

function panel({ document: { state, error, done, needsReader }, messages, name, hasSource, retry, giveWay }: Shown) {
  switch (state) {
    case 'idle':
      return hasSource ? nothing : emptyPanel(messages);
    case 'loading':
      return needsReader ? nothing : loadingPanel(messages, name, done, giveWay);
    case 'error':
      return error ? errorPanel(messages, error, retry) : nothing;
    case 'reconnecting':
      return html`<p class="banner" part="banner">${messages.reconnecting}</p>`;
    case 'ready':
      return nothing;
  }
}

function announcement({ document: { state, error }, messages, name }: Shown): string {
  switch (state) {
    case 'idle':
      return '';
    case 'loading':
      return messages.loading(name);
    case 'ready':
      return messages.ready(name);
    case 'reconnecting':
      return messages.reconnecting;
    case 'error': {
      const text = error && messages.errors[error.code];
      return text ? `${text.title}. ${text.hint}` : '';
    }
  }
}
