/** Who reads the document, as the host names them (API page, User): initials, or their picture once it has loaded. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SessionInfo } from '../../shared/page-api.js';
import { initials } from '../base/people.js';

export function readerBadge({ name, avatar }: SessionInfo['user']): TemplateResult {
  const picture = html`<img src=${avatar ?? nothing} alt="" @error=${hidePicture} />`;
  return html`<span class="reader" role="img" aria-label=${name} title=${name}>${initials(name)}${avatar ? picture : nothing}</span>`;
}

export function hidePicture({ target }: Event): void {
  (target as HTMLElement).hidden = true;
}
