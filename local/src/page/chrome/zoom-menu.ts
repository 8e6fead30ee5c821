/** The percentage in the bar and the menu behind it; on narrow screens the menu also holds the zoom buttons. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Actions } from '../document/actions.js';
import { words } from '../words/messages.js';
import type { State } from '../document/state.js';
import type { DocumentView, Zoom } from '../views/view.js';
import { icon } from '../base/icons.js';

const percentages = [50, 75, 100, 125, 150, 200, 300];

interface Item {
  label: string;
  checked: boolean;
  choose: () => void;
}

export function zoomMenu(state: State, view: DocumentView, actions: Actions): TemplateResult | typeof nothing {
  const { bars, zoomMenuOpen: open } = state;
  if (!bars.visible('Zoom')) return nothing;
  return html`<div
    class="menu-anchor"
    @focusout=${(event: FocusEvent) => closeWhenLeft(event, actions)}
    @keydown=${(event: KeyboardEvent) => onKey(event, actions)}
  >
    <button
      type="button"
      class="tool zoom-value"
      aria-haspopup="menu"
      aria-expanded=${String(open)}
      aria-label=${words.zoom(view.zoom)}
      title=${words.zoom(view.zoom)}
      ?disabled=${!bars.enabled('Zoom')}
      @click=${() => actions.toggleZoomMenu()}
    >
      ${view.zoom}%${icon('down')}
    </button>
    ${open ? menu(state, view, actions) : nothing}
  </div>`;
}

function menu({ bars }: State, view: DocumentView, actions: Actions): TemplateResult {
  const choose = (zoom: Zoom) => () => {
    actions.setZoom(zoom);
    view.focus();
  };
  // Those whose buttons have no room in a narrow bar.
  const tools: Item[] = [
    { label: words.zoomIn, checked: false, choose: () => actions.zoomStep(1) },
    { label: words.zoomOut, checked: false, choose: () => actions.zoomStep(-1) },
  ];
  if (bars.enabled('Export')) tools.push({ label: words.download, checked: false, choose: () => actions.press('Export') });
  if (view.print && bars.enabled('Print')) tools.push({ label: words.print, checked: false, choose: () => actions.press('Print') });
  const fits: Item[] = [];
  for (const [fit, id, label] of [
    ['fit-width', 'FitWidth', words.fitWidth],
    ['fit-page', 'FitPage', words.fitPage],
  ] as const) {
    if (view.fits.includes(fit) && bars.enabled(id)) fits.push({ label, checked: view.zoomMode === fit, choose: choose(fit) });
  }
  const exact = percentages
    .filter((percent) => view.unit !== 'row' || percent <= 200)
    .map((percent) => ({
      label: `${percent}%`,
      checked: typeof view.zoomMode === 'number' && view.zoom === percent,
      choose: choose(percent),
    }));
  return html`<div class="menu" role="menu" aria-label=${words.zoom(view.zoom)} ${ref(focusFirst)}>
    <div class="narrow-only">
      ${tools.map((tool) => item(tool, 'menuitem'))}
      <hr />
    </div>
    ${fits.map((fit) => item(fit))} ${fits.length > 0 ? html`<hr />` : nothing} ${exact.map((percent) => item(percent))}
  </div>`;
}

function item({ label, checked, choose }: Item, role = 'menuitemradio'): TemplateResult {
  return html`<button
    type="button"
    role=${role}
    aria-checked=${role === 'menuitem' ? nothing : String(checked)}
    tabindex="-1"
    @click=${choose}
  >
    <span class="menu-check">${checked ? icon('check') : nothing}</span>${label}
  </button>`;
}

/** The checked entry, else the first one, gets the focus when the menu opens. */
function focusFirst(menuElement: Element | undefined): void {
  if (!menuElement) return;
  // Its entries are not drawn yet, and it is not in the page.
  queueMicrotask(() => (menuElement.querySelector<HTMLElement>('[aria-checked=true]') ?? items(menuElement)[0])?.focus());
}

function items(menuElement: Element): HTMLElement[] {
  return [...menuElement.querySelectorAll<HTMLElement>('button')].filter((button) => button.offsetParent);
}

function closeWhenLeft({ currentTarget, relatedTarget }: FocusEvent, actions: Actions): void {
  if (!(currentTarget as Element).contains(relatedTarget as Node | null)) actions.toggleZoomMenu(false);
}

function onKey(event: KeyboardEvent, actions: Actions): void {
  const anchor = event.currentTarget as HTMLElement;
  const open = anchor.querySelector('[role=menu]');
  if (!open) return;
  if (event.key === 'Escape' || event.key === 'Tab') {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      anchor.querySelector<HTMLElement>('.zoom-value')?.focus();
    }
    actions.toggleZoomMenu(false);
    return;
  }
  const all = items(open);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  all.at(to % all.length)?.focus();
}
