/** The side panel: the document's outline and its pages. A sheet over the document on narrow screens. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from '../document/actions.js';
import { words } from '../words/messages.js';
import type { State } from '../document/state.js';
import type { DocumentView, OutlineNode } from '../views/view.js';
import { icon } from '../base/icons.js';

/** Whether a document has anything to go by. */
export const hasPanel = ({ thumbnails, outline, total }: DocumentView): boolean =>
  thumbnails ? total > 1 || outline.length > 0 : outline.length > 0;

export function sidePanel({ panel, view }: State, actions: Actions): TemplateResult | typeof nothing {
  if (!panel.open || !view || !hasPanel(view)) return nothing;
  const hasOutline = view.outline.length > 0;
  const tab = !view.thumbnails ? 'outline' : hasOutline ? panel.tab : 'pages';
  const button = (name: 'outline' | 'pages', label: string): TemplateResult =>
    html`<button
      type="button"
      role="tab"
      id="tab-${name}"
      aria-controls="panel-content"
      aria-selected=${String(tab === name)}
      tabindex=${tab === name ? 0 : -1}
      @click=${() => actions.showTab(name)}
    >
      ${label}
    </button>`;
  return html`<div class="scrim" @click=${() => actions.togglePanel(false)}></div>
    <aside class="panel" aria-label=${words.panel} @keydown=${(event: KeyboardEvent) => onKey(event, actions)}>
      <div class="panel-head">
        <div class="tabs" role="tablist">
          ${hasOutline ? button('outline', words.outline) : nothing}${view.thumbnails ? button('pages', words.pages) : nothing}
        </div>
        <button
          type="button"
          class="tool small"
          aria-label=${words.panelClose}
          title=${words.panelClose}
          @click=${() => actions.togglePanel(false)}
        >
          ${icon('close')}
        </button>
      </div>
      <div class="panel-content" id="panel-content" role="tabpanel" aria-labelledby="tab-${tab}">
        ${tab === 'outline' ? tree(view.outline, actions) : view.thumbnails}
      </div>
    </aside>`;
}

function tree(nodes: readonly OutlineNode[], actions: Actions): TemplateResult {
  return html`<ul class="outline">
    ${nodes.map((node) => (node.children.length > 0 ? branch(node, actions) : html`<li>${entry(node, actions)}</li>`))}
  </ul>`;
}

function branch(node: OutlineNode, actions: Actions): TemplateResult {
  const onToggle = (event: Event): void => {
    const button = event.currentTarget as HTMLElement;
    const open = button.getAttribute('aria-expanded') !== 'true';
    button.setAttribute('aria-expanded', String(open));
    button.ariaLabel = open ? words.collapse : words.expand;
  };
  return html`<li>
    <button type="button" class="twist" aria-expanded="true" aria-label=${words.collapse} @click=${onToggle}>${icon('chevron')}</button>
    ${entry(node, actions)} ${tree(node.children, actions)}
  </li>`;
}

function entry(node: OutlineNode, actions: Actions): TemplateResult {
  const open = (): void => {
    node.open();
    // Where the panel lies over the document, the reader wants to see what was chosen.
    if (matchMedia('(max-width: 719px)').matches) actions.togglePanel(false);
  };
  return html`<button type="button" class="entry" title=${node.title} @click=${open}>${node.title}</button>`;
}

function onKey(event: KeyboardEvent, actions: Actions): void {
  if (event.key === 'Escape') {
    event.preventDefault();
    actions.togglePanel(false);
  } else if ((event.key === 'ArrowLeft' || event.key === 'ArrowRight') && (event.target as Element).matches('[role=tab]')) {
    const other = (event.currentTarget as Element).querySelector<HTMLElement>('[role=tab][aria-selected=false]');
    other?.click();
    other?.focus();
  }
}
