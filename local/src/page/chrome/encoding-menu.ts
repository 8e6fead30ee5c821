/** What a text is read as, and saved in; another can be chosen. */
import { html, nothing, type TemplateResult } from 'lit';
import { Encoding } from '../../shared/page-api.js';
import type { Actions } from '../document/actions.js';
import { words } from '../words/messages.js';
import type { State } from '../document/state.js';

/** The value of an option that saves the file in another encoding. */
const CONVERT = 'convert ';

export function encodingMenu({ info, view }: State, actions: Actions): TemplateResult | typeof nothing {
  const taken = info?.encoding;
  if (!taken || !view) return nothing;
  const { label, readAs, saveAs, names } = words.encoding;
  const choose = ({ target }: Event): void => {
    const select = target as HTMLSelectElement;
    const [encoding, convert] = [Encoding.parse(select.value.replace(CONVERT, '')), select.value.startsWith(CONVERT)];
    // What is shown is what is so, until it is otherwise.
    select.value = taken;
    actions.chooseEncoding(encoding, convert);
  };
  return html`<span class="encoding-menu">
    <span class="narrow-only" aria-hidden="true">Aa</span>
    <select class="encoding" aria-label=${label} title="${label}: ${names[taken]}" @change=${choose}>
      <optgroup label=${readAs}>
        ${Encoding.options.map((each) => html`<option value=${each} .selected=${each === taken}>${names[each]}</option>`)}
      </optgroup>
      ${
        view.edits && taken !== 'utf-8'
          ? html`<optgroup label=${saveAs}><option value="${CONVERT}utf-8">${names['utf-8']}</option></optgroup>`
          : nothing
      }
    </select></span
  >`;
}
