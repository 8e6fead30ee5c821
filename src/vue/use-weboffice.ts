/** The element as state of a Vue component, for bars of one's own; and the question before a view is left. */
import { computed, onMounted, onScopeDispose, shallowRef, type ComponentPublicInstance, type ComputedRef } from 'vue';
import { WatchedElement, type WebOfficeMethods, type WebOfficeSnapshot } from '../frameworks/watched-element.js';
import type { ImmWebofficeElement } from '../imm-weboffice.js';
import { confirmLeave, type LeaveGuard, type LeaveOptions } from '../leave/index.js';

/** What `useWebOffice()` returns: a ref for each value, so that it can be destructured, and the methods. */
export interface WebOffice extends WebOfficeMethods, Readonly<{ [Name in keyof WebOfficeSnapshot]: ComputedRef<WebOfficeSnapshot[Name]> }> {
  /** For `<ImmWeboffice :ref="…">` or `<imm-weboffice :ref="…">`. */
  ref: (instance: Element | ComponentPublicInstance | null) => void;
  /** For {@link useConfirmLeave} and `imm-weboffice/leave`. */
  guard: LeaveGuard;
}

/**
 * State and methods of one `<ImmWeboffice>`.
 * @param options `ask` shows a dialog of your own before a view with unsaved changes is left
 * @example
 * const { ref: viewer, unsaved, saving, save, mayLeave } = useWebOffice();
 * onBeforeRouteLeave(() => mayLeave()); // vue-router
 * // <ImmWeboffice :ref="viewer" … />
 */
export function useWebOffice({ ask }: Pick<LeaveOptions, 'ask'> = {}): WebOffice {
  const watched = new WatchedElement({ ask });
  const snapshot = shallowRef(watched.snapshot);
  const end = watched.subscribe(() => (snapshot.value = watched.snapshot));
  onScopeDispose(end);
  const names = Object.keys(watched.snapshot) as (keyof WebOfficeSnapshot)[];
  const values = Object.fromEntries(names.map((name) => [name, computed(() => snapshot.value[name])])) as unknown as Omit<
    WebOffice,
    keyof WebOfficeMethods | 'ref' | 'guard'
  >;
  const { save, close, reload, getApplication, mayLeave, guard } = watched;
  return { ...values, ref: (instance) => watched.attach(elementOf(instance)), save, close, reload, getApplication, mayLeave, guard };
}

function elementOf(instance: Element | ComponentPublicInstance | null): ImmWebofficeElement | null {
  const element: unknown = instance && '$el' in instance ? instance.$el : instance;
  return element as ImmWebofficeElement | null;
}

/**
 * Asks the reader at clicks on links and at Back and Forward, for pages without Vue Router. With it, `onBeforeRouteLeave(() => mayLeave())` is all.
 * @param office what `useWebOffice()` has returned
 */
export function useConfirmLeave({ guard }: Pick<WebOffice, 'guard'>): void {
  let stop = () => {};
  onMounted(() => {
    stop = confirmLeave({ guard });
  });
  onScopeDispose(() => stop());
}
