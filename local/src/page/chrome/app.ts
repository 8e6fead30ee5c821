/** The whole page as one template of its state. */
import { html, nothing, render } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Actions } from '../document/actions.js';
import { words } from '../words/messages.js';
import type { State } from '../document/state.js';
import { findBar } from './find-bar.js';
import { historyPanel } from './history.js';
import { icon } from '../base/icons.js';
import { mayPrint } from '../document/offers.js';
import { overlay } from './overlay.js';
import { conflictBar } from './save-status.js';
import { sidePanel } from './panel.js';
import { topBar } from './top-bar.js';
import { WatermarkLayer } from './watermark.js';

const watermark = new WatermarkLayer();
/** One function for all drawings: a new one would make lit detach and attach every time. */
const documentArea = ref((area) => watermark.attach(area));

export function drawApp(root: HTMLElement, state: State, actions: Actions, embedded: boolean): void {
  const { view, screen, bars } = state;
  const shown = screen.name === 'document';
  const hasBar = !state.chromeHidden && bars.visible('Header');
  const isFetching = state.history.looking !== null && state.history.past === null;
  // Printing the page that embeds this one prints this frame, whatever its own button does.
  const isOffPaper = state.info !== null && !mayPrint(state.info);
  const preparing = isFetching ? words.history.loading : state.preparing && words.preparingRest;
  render(
    html`<div class="app ${hasBar ? '' : 'bare'} ${isOffPaper ? 'off-paper' : ''}">
      ${isOffPaper ? html`<p class="off-paper-note">${words.printDenied}</p>` : nothing}
      ${hasBar ? topBar(shown ? state : { ...state, view: null }, actions) : nothing}
      ${
        state.notice
          ? html`<div class="notice" role="status">
              <span>${state.notice}</span>
              ${
                state.leftover
                  ? html`<button type="button" class="secondary" @click=${() => void actions.downloadLeftover()}>
                      ${words.unsaved.download}
                    </button>`
                  : nothing
              }
              <button
                type="button"
                class="tool small"
                aria-label=${words.dismiss}
                title=${words.dismiss}
                @click=${() => actions.dismissNotice()}
              >
                ${icon('close')}
              </button>
            </div>`
          : nothing
      }
      ${shown ? conflictBar(state, actions) : nothing}
      <div class="stage">
        ${shown ? sidePanel(state, actions) : nothing}
        <div class="document-area" ${documentArea}>
          <main class="document" ?inert=${!shown || state.history.past !== null}>${view?.element ?? nothing}</main>
          ${state.history.past ? html`<div class="past">${state.history.past.element}</div>` : nothing}
        </div>
        ${shown ? historyPanel(state, actions) : nothing}
        ${preparing ? html`<div class="preparing" role="status"><span>${preparing}</span></div>` : nothing}
        ${shown ? findBar(state, actions) : nothing} ${overlay(state, actions, embedded)}
        <div class="toast-room" role="status">${state.toast ? html`<div class="toast">${state.toast}</div>` : nothing}</div>
      </div>
    </div>`,
    root,
  );
  watermark.show(shown ? state.info?.watermark : undefined);
}
