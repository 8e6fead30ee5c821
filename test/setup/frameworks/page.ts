/** What a test says to a page made with a framework, whichever it is. Values that are functions or names of handlers stay in the page. */
import type { ImmWebofficeElement } from '../../../src/index.js';
import type { ImmWebofficeProperties } from '../../../src/frameworks/tag.js';

export interface FrameworkPage {
  /** Renders the component, or renders it anew; `label` marks the events that its handlers are told. */
  render(values: ImmWebofficeProperties, label: string): void;
  /** Takes over what a server rendered with the same values. */
  hydrate(values: ImmWebofficeProperties, label: string): void;
  unmount(): void;
  /** Another view in its place, as a router shows one; in Vue the component is kept alive meanwhile. */
  leave(): void;
  comeBack(): void;
  /** What a template ref gives. */
  element: ImmWebofficeElement | null | undefined;
  /** `label: type`, in their order. */
  events: string[];
}

declare global {
  interface Window {
    framework: FrameworkPage;
  }
}
