/** The buttons of the format bar. */
import { HorizontalAlign, WrapStrategy, type IStyleData } from '@univerjs/core';
import { html, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../base/icons.js';
import { words } from '../../words/messages.js';
import { kindOf } from './number-formats.js';
import type { Look } from './looks.js';
import type { MenuName } from './menus.js';

export interface FormatActions {
  /** Gives the chosen cells a look; none takes away what was there. */
  set<K extends Look>(look: K, value: IStyleData[K] | null): void;
  /** @param byKeys and not with the mouse */
  toggleMenu(name: MenuName, button: HTMLElement, byKeys: boolean): void;
}

export function formatTools(looks: IStyleData, open: MenuName | undefined, actions: FormatActions): TemplateResult {
  const { format } = words;
  const align = (value: HorizontalAlign, name: IconName, label: string) =>
    toggle(name, label, looks.ht === value, () => actions.set('ht', looks.ht === value ? null : value));
  const line = (look: 'ul' | 'st', name: IconName, label: string, keys: string) =>
    toggle(name, label, isOn(looks[look]?.s), () => actions.set(look, { s: isOn(looks[look]?.s) ? 0 : 1 }), keys);
  const { LEFT, CENTER, RIGHT } = HorizontalAlign;
  const wraps = looks.tb === WrapStrategy.WRAP;
  const kind = format.numbers[kindOf(looks.n?.pattern)];
  return html`<div
    class="sheet-tools"
    role="toolbar"
    aria-label=${format.bar}
    aria-keyshortcuts="Alt+F10"
    @keydown=${moveAlong}
    @focusin=${({ currentTarget, target }: FocusEvent) => becomeStop(currentTarget as Element, target)}
  >
    ${toggle('bold', format.bold, isOn(looks.bl), () => actions.set('bl', isOn(looks.bl) ? 0 : 1), 'Ctrl+B', 0)}
    ${toggle('italic', format.italic, isOn(looks.it), () => actions.set('it', isOn(looks.it) ? 0 : 1), 'Ctrl+I')}
    ${line('ul', 'underline', format.underline, 'Ctrl+U')} ${line('st', 'strike', format.strike, 'Ctrl+Shift+X')}
    ${colour('cl', 'letter', format.textColour, looks, open, actions)} ${colour('bg', 'fill', format.fillColour, looks, open, actions)}
    <span class="bar-divider"></span>
    ${align(LEFT, 'alignLeft', format.left)} ${align(CENTER, 'alignCentre', format.centre)} ${align(RIGHT, 'alignRight', format.right)}
    ${toggle('wrap', format.wrap, wraps, () => actions.set('tb', wraps ? WrapStrategy.UNSPECIFIED : WrapStrategy.WRAP))}
    <span class="bar-divider"></span>
    ${menuButton('n', `${format.number}: ${kind}`, html`<span class="number-kind">${kind}</span>${icon('down')}`, open, actions)}
  </div>`;
}

const isOn = (value: number | null | undefined) => value === 1;

function toggle(name: IconName, label: string, pressed: boolean, press: () => void, keys = '', tabindex: 0 | -1 = -1): TemplateResult {
  return html`<button
    type="button"
    class="tool ${name}"
    title=${keys ? `${label} (${keys})` : label}
    aria-label=${label}
    aria-pressed=${String(pressed)}
    tabindex=${tabindex}
    @click=${press}
  >
    ${icon(name)}
  </button>`;
}

function colour(
  look: 'cl' | 'bg',
  name: IconName,
  label: string,
  looks: IStyleData,
  open: MenuName | undefined,
  actions: FormatActions,
): TemplateResult {
  const ink = looks[look]?.rgb;
  return menuButton(look, label, html`${icon(name)}<i class="ink" style=${ink ? `background:${ink}` : ''}></i>`, open, actions);
}

function menuButton(
  name: MenuName,
  label: string,
  content: TemplateResult,
  open: MenuName | undefined,
  actions: FormatActions,
): TemplateResult {
  return html`<button
    type="button"
    class="tool menu-of-${name}"
    title=${label}
    aria-label=${label}
    aria-haspopup="menu"
    aria-expanded=${String(open === name)}
    tabindex="-1"
    @click=${(event: MouseEvent) => actions.toggleMenu(name, event.currentTarget as HTMLElement, event.detail === 0)}
  >
    ${content}
  </button>`;
}

/** One stop for Tab; arrows go from button to button (WAI-ARIA, toolbar). */
function moveAlong(event: KeyboardEvent): void {
  const buttons = buttonsIn(event.currentTarget as Element);
  const at = buttons.indexOf(event.target as HTMLElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  buttons.at(to % buttons.length)?.focus();
}

function becomeStop(tools: Element, button: EventTarget | null): void {
  for (const each of buttonsIn(tools)) each.tabIndex = each === button ? 0 : -1;
}

const buttonsIn = (tools: Element) => [...tools.querySelectorAll<HTMLElement>('button')];
