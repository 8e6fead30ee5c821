/** The bar above the document: what it is, where one is in it, how large it is shown, and what can be done with it. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Actions } from '../document/actions.js';
import type { BarId, CommandBars } from '../sdk/command-bars.js';
import { formatNumber, words } from '../words/messages.js';
import type { State } from '../document/state.js';
import { largestZoom, smallestZoom, type DocumentView } from '../views/view.js';
import { documentName } from './document-name.js';
import { fileBadge, icon, type IconName } from '../base/icons.js';
import { hasPanel } from './panel.js';
import { people } from './people.js';
import { readerBadge } from './reader.js';
import { encodingMenu } from './encoding-menu.js';
import { saveStatus } from './save-status.js';
import { zoomMenu } from './zoom-menu.js';

interface Button {
  id: BarId;
  icon: IconName;
  label: string;
  press: () => void;
  pressed?: boolean;
  disabled?: boolean;
  keys?: string;
  className?: string;
  /** A writer who presses it with the mouse goes on typing. */
  keepsFocus?: boolean;
}

export function toolButton(
  bars: CommandBars,
  { id, icon: name, label, press, pressed, disabled, keys, className = '', keepsFocus }: Button,
): TemplateResult | typeof nothing {
  if (!bars.visible(id)) return nothing;
  return html`<button
    type="button"
    class="tool ${className}"
    title=${keys ? `${label} (${keys})` : label}
    aria-label=${label}
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    aria-keyshortcuts=${keys ? keys.replace('Ctrl', 'Control') : nothing}
    ?disabled=${disabled || !bars.enabled(id)}
    @mousedown=${(event: Event) => keepsFocus && event.preventDefault()}
    @click=${press}
  >
    ${icon(name)}
  </button>`;
}

export function topBar(state: State, actions: Actions): TemplateResult {
  const { bars, view, panel, find } = state;
  return html`<header class="bar" role="toolbar" aria-label=${words.toolbar}>
    <div class="bar-left">
      ${
        view && hasPanel(view)
          ? toolButton(bars, { id: 'Outline', icon: 'panel', label: words.panel, press: () => actions.togglePanel(), pressed: panel.open })
          : nothing
      }
      ${
        bars.visible('HeaderLeft')
          ? html`<div class="title">
              ${fileBadge(state.officeType, state.kind)} ${documentName(state, actions)} ${saveStatus(state)}
              ${encodingMenu(state, actions)}
            </div>`
          : nothing
      }
    </div>
    ${view && bars.visible('HeaderMiddle') ? html`<div class="bar-middle">${position(bars, view, actions)} ${zoom(state, view, actions)}</div>` : nothing}
    <div class="bar-right">
      ${
        view && bars.visible('HeaderRight')
          ? html`${editTools(state, view, actions)}
            ${toolButton(bars, { id: 'Find', icon: 'find', label: words.find, press: () => actions.toggleFind(), pressed: find.open, keys: 'Ctrl+F' })}
            ${
              state.info?.permission.history && !state.info.permission.readonly
                ? toolButton(bars, {
                    id: 'History',
                    icon: 'clock',
                    label: words.history.title,
                    press: () => actions.toggleHistory(),
                    pressed: state.history.open,
                  })
                : nothing
            }
            ${toolButton(bars, { id: 'Export', icon: 'download', label: words.download, press: () => void actions.download(), className: 'wide-only' })}
            ${
              view.print
                ? toolButton(bars, {
                    id: 'Print',
                    icon: 'print',
                    label: words.print,
                    press: () => void actions.print(),
                    keys: 'Ctrl+P',
                    className: 'wide-only',
                  })
                : nothing
            }`
          : nothing
      }
      ${state.info && view && bars.visible('HeaderRight') ? html`${people(state)}${readerBadge(state.info.user)}` : nothing}
    </div>
  </header>`;
}

function editTools({ bars, saving }: State, { undo }: DocumentView, actions: Actions): TemplateResult | typeof nothing {
  if (!saving) return nothing;
  const tool = (id: BarId, name: IconName, label: string, press: () => void, keys: string, disabled: boolean) =>
    toolButton(bars, { id, icon: name, label, press, keys, disabled, className: id === 'Save' ? '' : 'wide-only', keepsFocus: true });
  return html`${
      undo
        ? html`${tool('Undo', 'undo', words.undo, () => actions.undo(), 'Ctrl+Z', !undo.canUndo)}
          ${tool('Redo', 'redo', words.redo, () => actions.redo(), 'Ctrl+Y', !undo.canRedo)}`
        : nothing
    }
    ${tool('Save', 'save', words.save, () => actions.save(), 'Ctrl+S', saving === 'saving')} <span class="bar-divider"></span>`;
}

function position(bars: CommandBars, view: DocumentView, actions: Actions): TemplateResult | typeof nothing {
  if (!bars.visible('PageNumber') || view.total === 0) return nothing;
  const commit = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const wanted = Number.parseInt(input.value.replace(/\D/g, ''), 10);
    if (wanted > 0) actions.goTo(Math.min(wanted, view.total));
    input.value = String(view.position);
  };
  const onKey = (event: KeyboardEvent): void => {
    const input = event.target as HTMLInputElement;
    if (event.key === 'Enter') {
      commit(event);
      view.focus();
    } else if (event.key === 'Escape') {
      input.value = String(view.position);
      view.focus();
    }
  };
  const digits = String(view.total).length;
  return html`<div class="position">
    <span class="unit" aria-hidden="true">${words.position[view.unit]}</span>
    <input
      type="text"
      inputmode="numeric"
      autocomplete="off"
      size=${digits}
      style="--digits:${digits}"
      aria-label=${words.positionOf[view.unit]}
      ?disabled=${!bars.enabled('PageNumber')}
      .value=${live(String(view.position))}
      @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
      @change=${commit}
      @keydown=${onKey}
    />
    <span class="total">${words.of(formatNumber(view.total))}</span>
  </div>`;
}

function zoom(state: State, view: DocumentView, actions: Actions): TemplateResult {
  const { bars } = state;
  const step = (direction: 1 | -1) => () => actions.zoomStep(direction);
  return html`<div class="zoom">
    ${toolButton(bars, {
      id: 'ZoomOut',
      icon: 'zoomOut',
      label: words.zoomOut,
      press: step(-1),
      keys: 'Ctrl+-',
      disabled: view.zoom <= smallestZoom,
      className: 'wide-only',
    })}
    ${zoomMenu(state, view, actions)}
    ${toolButton(bars, {
      id: 'ZoomIn',
      icon: 'zoomIn',
      label: words.zoomIn,
      press: step(1),
      keys: 'Ctrl++',
      disabled: view.zoom >= largestZoom,
      className: 'wide-only',
    })}
  </div>`;
}
