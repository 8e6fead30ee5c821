/** Who reads the document, as the host names them (API page, User): initials, or their picture once it has loaded. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SessionInfo } from '../../page-api.js';

export function readerBadge({ name, avatar }: SessionInfo['user']): TemplateResult {
  const picture = html`<img src=${avatar ?? nothing} alt="" @error=${hide} />`;
  return html`<span class="reader" role="img" aria-label=${name} title=${name}>${initials(name)}${avatar ? picture : nothing}</span>`;
}

function initials(name: string): string {
  const words = name.split(/[\s\-_+/=@.]+/u).filter(Boolean);
  const [first = '', last = ''] = words.length > 1 ? [words[0], words.at(-1)] : words;
  return [...first]
    .slice(0, 1)
    .concat([...last].slice(0, 1))
    .join('')
    .toUpperCase();
}

function hide({ target }: Event): void {
  (target as HTMLElement).hidden = true;
}
