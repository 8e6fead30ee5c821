/** What custom-elements.json says of the element, in the form the site uses. */
import manifest from '../../custom-elements.json' with { type: 'json' };

interface Named {
  name: string;
  description?: string;
  type?: { text: string };
}

export interface Member extends Named {
  kind: string;
  privacy?: string;
  static?: boolean;
  inheritedFrom?: unknown;
}

export interface Attribute extends Named {
  /** As it stands in the source, quotes included. */
  default?: string;
  fieldName?: string;
}

export interface Declaration {
  members: Member[];
  attributes: Attribute[];
  events: Named[];
  slots: Named[];
  cssParts: Named[];
  cssProperties: Named[];
}

const found = (manifest.modules as { declarations: (Declaration & { tagName?: string })[] }[])
  .flatMap(({ declarations }) => declarations)
  .find(({ tagName }) => tagName === 'imm-weboffice');
if (!found) throw new Error('custom-elements.json does not describe <imm-weboffice>: run npm run metadata');
// What is HTML's own, like `nonce`, comes after what is the element's.
found.attributes.sort((one, other) => Number(!one.fieldName) - Number(!other.fieldName));

export const element: Declaration = found;
