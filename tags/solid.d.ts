/** Registers `<imm-weboffice>`, and types the tag in Solid: attributes, `prop:` for properties, `on:` for events. */
import type { JSX } from 'solid-js';
import type { ImmWebofficeAttributes, ImmWebofficeElement, ImmWebofficeEvents, ImmWebofficeProperties } from '../dist/index.js';

export * from '../dist/index.js';

type Properties = { [Name in keyof ImmWebofficeProperties as `prop:${Name}`]?: ImmWebofficeProperties[Name] };
type Listeners = { [Type in keyof ImmWebofficeEvents as `on:${Type}`]?: (event: ImmWebofficeEvents[Type]) => void };

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'imm-weboffice': Omit<HTMLAttributes<ImmWebofficeElement>, keyof ImmWebofficeAttributes> &
        ImmWebofficeAttributes &
        Properties &
        Listeners;
    }
  }
}
