'use client';
/** The element as state of a React component, for bars of one's own; and the question before a view is left. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { WatchedElement, type WebOfficeMethods, type WebOfficeSnapshot } from '../frameworks/watched-element.js';
import type { ImmWebofficeElement } from '../imm-weboffice.js';
import { confirmLeave, type LeaveGuard, type LeaveOptions } from '../leave/index.js';
import { askByConfirm } from '../leave/guard.js';

/** Servers have no layout, and React 18 says so on every render. */
const useCommit = typeof window === 'undefined' ? useEffect : useLayoutEffect;

/** What `useWebOffice()` returns. `ref` and the methods stay the same from render to render. */
export interface WebOffice extends WebOfficeSnapshot, WebOfficeMethods {
  /** For `<ImmWeboffice ref={…}>` or `<imm-weboffice ref={…}>`. */
  ref: (element: ImmWebofficeElement | null) => void;
  /** For {@link useConfirmLeave} and `imm-weboffice/leave`. */
  guard: LeaveGuard;
}

/**
 * State and methods of one `<ImmWeboffice>`, rendered anew when something changes.
 * @param options `ask` shows a dialog of your own before a view with unsaved changes is left
 * @example
 * const office = useWebOffice();
 * return <>
 *   <button disabled={!office.unsaved} onClick={() => void office.save()}>{office.saving ? 'Saving…' : 'Save'}</button>
 *   <ImmWeboffice ref={office.ref} tokenEndpoint="/api/weboffice" src={src} mode="edit" />
 * </>;
 */
export function useWebOffice({ ask }: Pick<LeaveOptions, 'ask'> = {}): WebOffice {
  const latest = useRef(ask);
  useCommit(() => {
    latest.current = ask;
  });
  const [watched] = useState(() => new WatchedElement({ ask: (question) => (latest.current ?? askByConfirm)(question) }));
  const [snapshot, setSnapshot] = useState(watched.snapshot);
  useCommit(() => {
    const update = () => setSnapshot(watched.snapshot);
    // The ref has been given before.
    update();
    return watched.subscribe(update);
  }, [watched]);
  return useMemo(() => {
    const { attach, save, close, reload, getApplication, mayLeave, guard } = watched;
    return { ...snapshot, ref: attach, save, close, reload, getApplication, mayLeave, guard };
  }, [watched, snapshot]);
}

/** What `useBlocker()` of React Router returns. */
export interface Blocker {
  state: 'unblocked' | 'blocked' | 'proceeding';
  proceed?: (() => void) | undefined;
  reset?: (() => void) | undefined;
}

/**
 * Asks the reader before a view with unsaved changes is left.
 * @param office what `useWebOffice()` has returned
 * @param blocker of React Router: `useBlocker(office.unsaved)`. Without one, clicks on links and Back and Forward are asked about, which suits every
 * router, Next's App Router included; before `router.push()` ask `await office.mayLeave()`
 */
export function useConfirmLeave({ guard }: Pick<WebOffice, 'guard'>, blocker?: Blocker): void {
  const hasBlocker = blocker !== undefined;
  useEffect(() => (hasBlocker ? undefined : confirmLeave({ guard })), [guard, hasBlocker]);
  const latest = useRef(blocker);
  useCommit(() => {
    latest.current = blocker;
  });
  const isBlocked = blocker?.state === 'blocked';
  useEffect(() => {
    if (!isBlocked) return undefined;
    let isOver = false;
    void guard.mayLeave().then((may) => {
      // StrictMode runs effects twice, and one answer is for both.
      if (isOver || latest.current?.state !== 'blocked') return;
      if (may) latest.current.proceed?.();
      else latest.current.reset?.();
    });
    return () => {
      isOver = true;
    };
  }, [guard, isBlocked]);
}
