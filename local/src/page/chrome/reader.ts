/** Who reads the document, as the host names them (API page, User): initials, under their picture where it can be loaded. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SessionInfo } from '../../shared/page-api.js';
import { initials } from '../base/people.js';

export function readerBadge({ name, avatar }: SessionInfo['user']): TemplateResult {
  return html`<span class="reader" role="img" aria-label=${name} title=${name}>${initials(name)}${pictureOf(avatar)}</span>`;
}

/** Transparent where there is no picture. @param avatar path of a frame of the server's, which loads the picture */
export const pictureOf = (avatar: string | undefined): TemplateResult | typeof nothing =>
  avatar ? html`<iframe class="user-picture" src=${avatar} sandbox="" tabindex="-1" aria-hidden="true"></iframe>` : nothing;
