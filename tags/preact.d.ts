/** Registers `<imm-weboffice>`, and types the tag in Preact: attributes, properties, and handlers such as `onimm-ready`. */
import type { ClassAttributes, HTMLAttributes } from 'preact';
import type { ImmWebofficeElement, ImmWebofficeTag } from '../dist/index.js';

export * from '../dist/index.js';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'imm-weboffice': ClassAttributes<ImmWebofficeElement> &
        Omit<HTMLAttributes<ImmWebofficeElement>, keyof ImmWebofficeTag> &
        ImmWebofficeTag;
    }
  }
}
