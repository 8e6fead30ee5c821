/** Registers `<imm-weboffice>`, and types the tag in Svelte 5: attributes, properties, and handlers such as `onimm-ready`. */
import type { HTMLAttributes } from 'svelte/elements';
import type { ImmWebofficeElement, ImmWebofficeTag } from '../dist/index.js';

export * from '../dist/index.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'imm-weboffice': Omit<HTMLAttributes<ImmWebofficeElement>, keyof ImmWebofficeTag> & ImmWebofficeTag;
  }
}
