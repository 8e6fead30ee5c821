/** Registers `<imm-weboffice>`, and types the tag in `.astro` files, which render attributes only. */
import type { ImmWebofficeAttributes } from '../dist/index.js';

export * from '../dist/index.js';

declare global {
  namespace astroHTML.JSX {
    interface DefinedIntrinsicElements {
      'imm-weboffice': Omit<HTMLAttributes, keyof ImmWebofficeAttributes> & ImmWebofficeAttributes;
    }
  }
}
