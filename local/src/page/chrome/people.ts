/** Who else is at the document: a circle for each in their colour, and all their names for whoever asks. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Person } from '../../shared/page-api.js';
import { formatList, formatNumber, words } from '../words/messages.js';
import { colourOf, initials } from '../base/people.js';
import type { State } from '../document/state.js';
import { pictureOf } from './reader.js';

/** More than these are a number. */
const most = 4;

export function people({ people: all, peopleHidden }: State): TemplateResult | typeof nothing {
  if (all.length === 0 || peopleHidden) return nothing;
  const names = all.map(nameOf);
  const shown = all.length > most ? all.slice(0, most - 1) : all;
  return html`<button
      type="button"
      class="people ${all.length > 1 ? 'several' : ''}"
      popovertarget="people-list"
      aria-label=${words.people.label(formatList(names))}
      title=${names.join('\n')}
    >
      ${repeat(shown, ({ id }) => id, circle)}${
        shown.length < all.length ? html`<span class="person more">${words.people.more(all.length - shown.length)}</span>` : nothing
      }<span class="person count">${formatNumber(all.length)}</span>
    </button>
    <ul id="people-list" class="people-list" popover>
      ${all.map((person, index) => html`<li>${circle(person)}<span>${names[index]}</span></li>`)}
    </ul>`;
}

function circle({ id, name, avatar }: Person): TemplateResult {
  return html`<span class="person" style="--person:${colourOf(id)}" aria-hidden="true">${initials(name)}${pictureOf(avatar)}</span>`;
}

function nameOf({ name, editing, you }: Person): string {
  if (you) return words.people.you(name);
  return editing ? words.people.editing(name) : words.people.viewing(name);
}
