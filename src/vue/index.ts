/** `<ImmWeboffice>` for Vue 3.5, as a component and as a plugin. */
import { defineComponent, h, shallowRef, type App, type PropType, type SlotsType } from 'vue';
import { HANDLERS, PROPERTIES, SLOTS, type ImmWebofficeHandlers, type ImmWebofficeProperties } from '../frameworks/tag.js';
import { attributesOf, isListenedTo, propertiesOf } from '../frameworks/split.js';
import type { ImmWebofficeElement } from '../imm-weboffice.js';
import '../index.js';

export { useConfirmLeave, useWebOffice, type WebOffice } from './use-weboffice.js';
export type { ImmWebofficeElement };

/** `onStateChange` is listened to as `@state-change`. */
type EventName<Handler extends string> = Handler extends `on${infer Name}` ? Uncapitalize<Name> : never;
type Emits = {
  [Handler in keyof ImmWebofficeHandlers as EventName<Handler>]-?: NonNullable<ImmWebofficeHandlers[Handler]>;
};
type Props = { [Name in keyof ImmWebofficeProperties]-?: PropType<ImmWebofficeProperties[Name]> };

const handlers = Object.entries(HANDLERS).map(([handler, type]) => ({
  handler,
  type,
  emitted: handler.charAt(2).toLowerCase() + handler.slice(3),
}));
// What Vue needs at run time are constructors and names; the types say the rest.
const props = Object.fromEntries(Object.entries(PROPERTIES).map(([name, { type }]) => [name, type])) as unknown as Props;
const emits = handlers.map(({ emitted }) => emitted) as unknown as Emits;
const slots = Object as SlotsType<Partial<Record<(typeof SLOTS)[number] | 'default', object>>>;

/** Vue's marks: `^` an attribute, which servers render; `.` a property; `on:` a listener for exactly this name. */
const marked = (mark: '^' | '.' | 'on:', values: object) =>
  Object.fromEntries(Object.entries(values).map(([name, value]: [string, unknown]) => [mark + name, value]));

/**
 * An IMM WebOffice document. `element` of its template ref is the element, with `save()`, `reload()`, `whenReady()`,
 * `state`, `fileInfo` and `error`. Slots `loading`, `error` and `empty` replace the element's own panels.
 */
export const ImmWeboffice = defineComponent({
  name: 'ImmWeboffice',
  props,
  emits,
  slots,
  setup: () => ({ element: shallowRef<ImmWebofficeElement>() }),
  beforeUnmount() {
    this.element?.saveInBackground();
  },
  render() {
    const emit = this.$emit as (name: string, event: Event) => void;
    const given = this.$.vnode.props ?? {};
    const listened = handlers.filter(({ handler, type }) => isListenedTo(type, handler in given || `${handler}Once` in given));
    const listeners = Object.fromEntries(listened.map(({ emitted, type }) => [type, (event: Event) => emit(emitted, event)]));
    const data = {
      ref: 'element',
      ...marked('^', attributesOf(this.$props)),
      ...marked('.', propertiesOf(this.$props)),
      ...marked('on:', listeners),
    };
    const panels = SLOTS.filter((slot) => this.$slots[slot]).map((slot) => h('div', { slot }, this.$slots[slot]?.({})));
    return h('imm-weboffice', data, [...panels, this.$slots.default?.({})]);
  },
});

/** `app.use(immWeboffice)` makes `<ImmWeboffice>` known in every template. */
export const immWeboffice = {
  install: (app: App) => void app.component('ImmWeboffice', ImmWeboffice),
};

declare module 'vue' {
  interface GlobalComponents {
    ImmWeboffice: typeof ImmWeboffice;
  }
}
