/**
 * Headers and footers have editors of their own inside the Word editor. It tells nobody that they have been changed, makes one where a double click finds none,
 * and goes on writing into one that was left.
 */
import { DocumentAgent } from '@eigenpal/docx-editor-core/agent';
import { proseDocToBlocks } from '@eigenpal/docx-editor-core/prosemirror/conversion';
import type { DocxEditorRef } from '@eigenpal/docx-editor-react';
import type { Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { lastList, nameLists } from './lists.js';
import { readOwnElements } from './reading.js';
import { readTrackedLinks } from './tracked-links.js';
import { writable } from './tracked-content.js';

type Package = ReturnType<DocumentAgent['getDocument']>['package'];

/** What the editor names those it has made. */
const MADE = /^rId_new_(header|footer)_/;

/** @param element around the editor @returns looks at once: what was typed last is drawn a moment later */
export function watchHeaders(
  element: HTMLElement,
  editor: () => DocxEditorRef | null,
  plugins: () => Plugin[],
  changed: () => void,
): () => void {
  const known = new WeakMap<EditorView, EditorView['state']['doc']>();
  const look = (): void => {
    const views = [...(editor()?.getEditorRef()?.getHfPmViews().values() ?? [])];
    for (const view of views.filter((each) => !known.has(each))) {
      readOwnElements(view);
      const state = view.state.apply(readTrackedLinks(view.state.tr));
      view.updateState(state.reconfigure({ plugins: [...state.plugins, ...plugins()] }));
    }
    const isChanged = views.some((view) => known.has(view) && known.get(view) !== view.state.doc);
    for (const view of views) known.set(view, view.state.doc);
    if (isChanged) changed();
  };
  // What is typed is drawn.
  element.addEventListener('painter:painted', look, { capture: true });
  return look;
}

const OPEN = '.hf-inline-editor';

/** Whoever has left a header goes on in the text: with a click where that is, else where it was before. */
export function leaveHeaders(element: HTMLElement, editor: () => DocxEditorRef | null, signal: AbortSignal): void {
  let wasOpen = false;
  const observer = new MutationObserver(() => {
    const isOpen = element.querySelector(OPEN) !== null;
    const pages = wasOpen && !isOpen && document.activeElement?.closest('[data-hf-r-id]') ? editor()?.getEditorRef() : null;
    const text = pages?.getView();
    // It was not to be written into meanwhile, and does not see by itself that it is again.
    text?.updateState(text.state);
    pages?.focus();
    wasOpen = isOpen;
  });
  observer.observe(element, { childList: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect());
  let isLeaving = false;
  element.addEventListener(
    'mousedown',
    ({ target }) => {
      const page = target instanceof Element && element.querySelector(OPEN) ? target.closest('.layout-page-content') : null;
      isLeaving = page !== null;
    },
    { capture: true },
  );
  element.addEventListener('click', (click) => {
    if (!isLeaving || element.querySelector(OPEN)) return;
    isLeaving = false;
    for (const type of ['mousedown', 'mouseup']) click.target?.dispatchEvent(new MouseEvent(type, click));
  });
}

/**
 * All as their editors have them, touched or not: the editor writes one that was left again in another way than one that was never opened, and that would count as a change.
 * Those it has made and nobody has written into are left out.
 * @returns a document to be written in place of the editor's
 */
export function withHeaders(document: ReturnType<DocumentAgent['getDocument']>, views: Map<string, EditorView>): typeof document {
  const unwritten = new Set<string>();
  for (const [id, { state }] of views) {
    const part = document.package.headers?.get(id) ?? document.package.footers?.get(id);
    if (part) nameLists((part.content = proseDocToBlocks(writable(state.doc))), state.doc, lastList(document.package));
    // A paragraph with nothing in it.
    if (MADE.test(id) && state.doc.content.size <= 2) unwritten.add(id);
  }
  return unwritten.size === 0 ? document : { ...document, package: without(document.package, unwritten) };
}

/** The editor goes on with the package as it is. */
function without(all: Package, ids: Set<string>): Package {
  const kept = <Part>(parts: Map<string, Part> | undefined) => parts && new Map([...parts].filter(([id]) => !ids.has(id)));
  const { finalSectionProperties: section } = all.document;
  const references = <Reference extends { rId: string }>(list: Reference[] | undefined) => list?.filter(({ rId }) => !ids.has(rId));
  return Object.assign({}, all, {
    headers: kept(all.headers),
    footers: kept(all.footers),
    relationships: kept(all.relationships),
    document: Object.assign({}, all.document, {
      finalSectionProperties: Object.assign({}, section, {
        headerReferences: references(section?.headerReferences),
        footerReferences: references(section?.footerReferences),
      }),
    }),
  });
}
