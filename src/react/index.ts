'use client';
/** `<ImmWeboffice>` for React 17, 18 and 19, and the types of `<imm-weboffice>` in JSX. */
import {
  createElement,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type ClassAttributes,
  type ForwardRefExoticComponent,
  type HTMLAttributes,
  type RefAttributes,
} from 'react';
import {
  HANDLERS,
  PROPERTIES,
  type ImmWebofficeAttributes,
  type ImmWebofficeHandlers,
  type ImmWebofficeProperties,
} from '../frameworks/tag.js';
import { attributesOf, isListenedTo, propertiesOf } from '../frameworks/split.js';
import type { ImmWebofficeElement } from '../imm-weboffice.js';
import '../index.js';

export { useConfirmLeave, useWebOffice, type Blocker, type WebOffice } from './use-weboffice.js';
export type { ImmWebofficeElement };

type HTMLProps = Omit<HTMLAttributes<ImmWebofficeElement>, keyof ImmWebofficeProperties | keyof ImmWebofficeHandlers>;

/** The element's properties and events, and whatever any HTML element takes. */
export interface ImmWebofficeProps extends ImmWebofficeProperties, ImmWebofficeHandlers, HTMLProps {}

/** Servers have no layout, and React 18 says so on every render. */
const useCommit = typeof window === 'undefined' ? useEffect : useLayoutEffect;

/** An IMM WebOffice document. Its ref is the element, with `save()`, `reload()`, `whenReady()`, `state`, `fileInfo` and `error`. */
export const ImmWeboffice: ForwardRefExoticComponent<ImmWebofficeProps & RefAttributes<ImmWebofficeElement>> = forwardRef(
  function ImmWeboffice(props: ImmWebofficeProps, ref) {
    const own = useRef<ImmWebofficeElement>(null);
    useImperativeHandle(ref, () => own.current!, []);

    // Before the browser paints, and before the element opens its document, which it does in a microtask.
    useCommit(() => void Object.assign(own.current!, propertiesOf(props)));

    // Layout effects end before React removes anything. Where it keeps the element all the same, as in StrictMode, nothing is lost.
    useCommit(() => {
      const element = own.current!;
      return () => element.saveInBackground();
    }, []);

    const latest = useRef<ImmWebofficeHandlers>(props);
    useCommit(() => {
      latest.current = props;
    });
    const entries = Object.entries(HANDLERS) as [keyof ImmWebofficeHandlers, string][];
    const listened = entries.filter(([handler, type]) => isListenedTo(type, Boolean(props[handler])));
    useCommit(() => {
      const listening = new AbortController();
      for (const [handler, type] of listened) {
        const tell = (event: Event) => (latest.current[handler] as ((event: Event) => void) | undefined)?.(event);
        own.current!.addEventListener(type, tell, { signal: listening.signal });
      }
      return () => listening.abort();
    }, [listened.join()]);

    const { className, ...rest } = without(props, [...Object.keys(PROPERTIES), ...Object.keys(HANDLERS)]);
    // React 18 would write `classname`.
    return createElement('imm-weboffice', { ...rest, ...attributesOf(props), class: className, ref: own });
  },
);

function without(props: ImmWebofficeProps, names: string[]): HTMLProps {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !names.includes(name)));
}

/** What `<imm-weboffice>` takes in JSX: attributes in any React, properties and `onimm-…` handlers since React 19. */
export type ImmWebofficeTagProps = ClassAttributes<ImmWebofficeElement> &
  Omit<HTMLAttributes<ImmWebofficeElement>, keyof ImmWebofficeProperties> &
  ImmWebofficeAttributes &
  ImmWebofficeProperties & { class?: string | undefined } & {
    [Handler in keyof typeof HANDLERS as `on${(typeof HANDLERS)[Handler]}`]?: ImmWebofficeHandlers[Handler];
  };

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how React's types are extended
  namespace JSX {
    interface IntrinsicElements {
      'imm-weboffice': ImmWebofficeTagProps;
    }
  }
}
