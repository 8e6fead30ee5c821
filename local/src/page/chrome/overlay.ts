/** What covers the document while it is not there: loading, and what went wrong. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../document/actions.js';
import type { TroubleCode } from '../words/codes.js';
import { words } from '../words/messages.js';
import type { Screen, State } from '../document/state.js';
import { icon, type IconName } from '../base/icons.js';
import { passwordPrompt } from './password.js';

/** The time spent is shown from here on, ms: before that it would only make people nervous. */
const showElapsedAfter = 3000;

export function overlay({ screen }: State, actions: Actions, embedded: boolean): TemplateResult | typeof nothing {
  switch (screen.name) {
    case 'document':
      return nothing;
    case 'waiting':
      return screen.hint ? message('clock', words.waiting, embedded ? words.waitingHint : words.standalone) : loading('', '');
    case 'loading':
      return loading(loadingTitle(screen), loadingDetail(screen));
    case 'password':
      return passwordPrompt(screen, actions);
    case 'trouble':
      return trouble(screen, actions);
  }
}

function loadingTitle({ step }: Extract<Screen, { name: 'loading' }>): string {
  return { session: words.opening, loading: words.opening, waiting: words.queued, converting: words.converting }[step];
}

function loadingDetail({ step, ahead, since }: Extract<Screen, { name: 'loading' }>): string {
  if (step === 'waiting') return ahead > 0 ? words.ahead(ahead) : '';
  const elapsed = performance.now() - since;
  return step === 'converting' && elapsed >= showElapsedAfter ? words.elapsed(Math.floor(elapsed / 1000)) : '';
}

function loading(title: string, detail: string): TemplateResult {
  return html`<div class="overlay loading">
    <div class="sheet" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i></div>
    <div class="progress" role="progressbar" aria-label=${title || words.opening}></div>
    <p role="status">${title}</p>
    <p class="detail">${detail}</p>
  </div>`;
}

const icons: Record<TroubleCode, IconName> = {
  PasswordRequired: 'lock',
  WrongPassword: 'lock',
  Throttling: 'clock',
  RefererDenied: 'lock',
  TooManyPages: 'file',
  Replaced: 'panel',
  PermissionDenied: 'lock',
  DocumentBroken: 'broken',
  ConversionTimeout: 'clock',
  ConversionFailed: 'broken',
  EngineMissing: 'tool',
  UnsupportedFormat: 'file',
  FileTooLarge: 'file',
  FileNotFound: 'search',
  Network: 'offline',
  GetTokenFailed: 'clock',
  SessionExpired: 'clock',
};

/** Troubles another try from here may cure; the others need another file or another token. */
const retryable: readonly TroubleCode[] = ['Network', 'ConversionTimeout', 'ConversionFailed'];

function trouble({ code, detail }: Extract<Screen, { name: 'trouble' }>, actions: Actions): TemplateResult {
  const { title, text } = words.trouble[code];
  const button = retryable.includes(code)
    ? html`<button type="button" class="primary" @click=${() => actions.retry()}>${words.retry}</button>`
    : nothing;
  return message(
    icons[code],
    title,
    text,
    html`${detail ? html`<p class="detail">${detail}</p>` : nothing}${button}<code>${code}</code>`,
    'alert',
  );
}

function message(
  name: IconName,
  title: string,
  text: string,
  more: TemplateResult | typeof nothing = nothing,
  role: 'alert' | 'status' = 'status',
): TemplateResult {
  return html`<div class="overlay message" role=${role}>
    <div class="message-icon">${icon(name)}</div>
    <h2>${title}</h2>
    <p>${text}</p>
    ${more}
  </div>`;
}
