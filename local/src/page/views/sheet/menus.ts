/** The menus of the format bar: colours, and formats of numbers. */
import type { IStyleData } from '@univerjs/core';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../base/icons.js';
import { words } from '../../words/messages.js';
import { kindOf, NUMBER_FORMATS } from './number-formats.js';

/** Named for the look they set, in Univer's letters: colour of text and of the ground, number format. */
export type MenuName = 'cl' | 'bg' | 'n';

type Choose = <K extends MenuName>(look: K, value: IStyleData[K] | null) => void;
type ColourName = keyof typeof words.format.colours;

/** Those of text can be read on white, those of the ground let black be read on them. */
const COLOURS: Readonly<Record<'cl' | 'bg', Readonly<Record<ColourName, string>>>> = {
  cl: {
    ...{ black: '#000000', grey: '#7f7f7f', white: '#ffffff', red: '#c00000', orange: '#c55a11' },
    ...{ yellow: '#bf8f00', green: '#00803c', turquoise: '#00838f', blue: '#1f5fc4', purple: '#7030a0' },
  },
  bg: {
    ...{ black: '#262626', grey: '#d9d9d9', white: '#ffffff', red: '#f8c9c4', orange: '#fbd9b5' },
    ...{ yellow: '#ffe699', green: '#cbe6c3', turquoise: '#c0e8e6', blue: '#c9dcf8', purple: '#e0cff0' },
  },
};
/** In one line of the palette. */
const ACROSS = 5;

export function palette(look: 'cl' | 'bg', looks: IStyleData, choose: Choose): TemplateResult {
  const { format } = words;
  const is = looks[look]?.rgb?.toLowerCase();
  const none = look === 'cl' ? format.automatic : format.noFill;
  const swatches = (Object.entries(COLOURS[look]) as [ColourName, string][]).map(
    ([name, rgb]) =>
      html`<button
        type="button"
        class="swatch"
        role="menuitemradio"
        aria-checked=${String(is === rgb)}
        aria-label=${format.colours[name]}
        title=${format.colours[name]}
        tabindex="-1"
        style="--ink:${rgb}"
        @click=${() => choose(look, { rgb })}
      ></button>`,
  );
  return html`<div
    class="menu palette"
    role="menu"
    aria-label=${look === 'cl' ? format.textColour : format.fillColour}
    data-across=${ACROSS}
  >
    <div class="swatches" role="none">${swatches}</div>
    ${item(none, !is, () => choose(look, null))}
  </div>`;
}

export function numberMenu(looks: IStyleData, choose: Choose): TemplateResult {
  const { format } = words;
  const is = kindOf(looks.n?.pattern);
  return html`<div class="menu numbers" role="menu" aria-label=${format.number} data-across="1">
    ${NUMBER_FORMATS.map(({ kind, pattern, example }) =>
      item(format.numbers[kind], kind === is, () => choose('n', pattern === null ? null : { pattern }), example),
    )}
  </div>`;
}

function item(label: string, checked: boolean, press: () => void, example = ''): TemplateResult {
  return html`<button type="button" role="menuitemradio" aria-checked=${String(checked)} tabindex="-1" @click=${press}>
    <span class="menu-check">${checked ? icon('check') : nothing}</span>${label}
    ${example ? html`<span class="example" aria-hidden="true">${example}</span>` : nothing}
  </button>`;
}

/** @returns whether the key has moved the focus */
export function moveWithin(menu: HTMLElement, key: string): boolean {
  const all = [...menu.querySelectorAll<HTMLElement>('button')];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const [across, last] = [Number(menu.dataset.across), all.length - 1];
  const to = {
    ...{ ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last },
    ArrowDown: at === last ? 0 : Math.min(last, at + across),
    ArrowUp: at === 0 ? last : Math.max(0, at - across),
  }[key];
  if (to === undefined) return false;
  all.at(to % all.length)?.focus();
  return true;
}
