/** Lists in content controls of a Word document: a click into one, or Alt+ArrowDown in it, shows its items. The editor does that only for some. */
import type { DocxEditorRef } from '@eigenpal/docx-editor-react';
import type { Node } from 'prosemirror-model';
import type { EditorView } from 'prosemirror-view';
import { words } from '../../words/messages.js';
import { attributesOf, choicesIn, isControl } from './controls.js';

/** Between the text and the list below it, px. */
const GAP = 14;

/** @param element around the editor @param signal ends it */
export function offerChoices(element: HTMLElement, editor: () => DocxEditorRef | null, signal: AbortSignal): void {
  let close = (): void => {};
  const open = (x: number, y: number): void => {
    close();
    const view = editor()?.getEditorRef()?.getView();
    const control = view?.editable && controlAround(view);
    if (view && control) close = show(element, view, control, x, y);
  };
  element.addEventListener('click', ({ target, clientX, clientY }) => {
    if (target instanceof Element && target.closest('.layout-page-content') && !target.closest('.layout-sdt-widget'))
      open(clientX, clientY);
  });
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' || !event.altKey) return;
    const caret = element.querySelector('[data-testid=caret], .paged-editor__caret, .layout-caret')?.getBoundingClientRect();
    open(caret?.left ?? element.clientWidth / 2, caret?.top ?? element.clientHeight / 2);
  };
  window.addEventListener('keydown', onKey, { capture: true, signal });
  element.addEventListener('scroll', () => close(), { capture: true, passive: true });
  signal.addEventListener('abort', () => close());
}

interface Place {
  node: Node;
  /** In the document. */
  at: number;
}

function controlAround({ state }: EditorView): Place | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (isControl(node)) return choicesIn(node).length > 0 ? { node, at: $from.before(depth) } : null;
  }
  return null;
}

/** @returns takes the list away */
function show(element: HTMLElement, view: EditorView, control: Place, x: number, y: number): () => void {
  const list = document.createElement('div');
  const isOver = new AbortController();
  const close = (): void => {
    isOver.abort();
    list.remove();
  };
  list.className = 'word-choices';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', attributesOf(control.node).alias ?? words.word.choices);
  const current = control.node.textContent;
  for (const choice of choicesIn(control.node)) {
    const option = document.createElement('button');
    option.type = 'button';
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', String(choice === current));
    option.textContent = choice;
    option.addEventListener('click', () => {
      close();
      choose(view, control, choice);
    });
    list.append(option);
  }
  element.append(list);
  const { width, height } = list.getBoundingClientRect();
  list.style.left = `${Math.max(0, Math.min(x, window.innerWidth - width))}px`;
  list.style.top = `${y + GAP + height > window.innerHeight ? Math.max(0, y - GAP - height) : y + GAP}px`;
  const { signal } = isOver;
  const outside = ({ target }: Event) => (target instanceof globalThis.Node && list.contains(target)) || close();
  window.addEventListener('mousedown', outside, { capture: true, signal });
  window.addEventListener('keydown', (event) => onKey(event, list, view, close), { capture: true, signal });
  return close;
}

/** Arrow keys go through the list, Enter takes an item, everything else goes on in the text. */
function onKey(event: KeyboardEvent, list: HTMLElement, view: EditorView, close: () => void): void {
  const options = [...list.querySelectorAll('button')];
  const at = options.indexOf(document.activeElement as HTMLButtonElement);
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const step = event.key === 'ArrowDown' ? 1 : -1;
    options[(at + step + options.length) % options.length]!.focus();
  } else if (at >= 0 && (event.key === 'Enter' || event.key === ' ')) options[at]!.click();
  else {
    close();
    if (at >= 0) view.focus();
    if (event.key !== 'Escape') return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}

function choose(view: EditorView, { node, at }: Place, choice: string): void {
  const { state } = view;
  const { schema } = state;
  if (state.doc.nodeAt(at) !== node) return;
  const attributes = attributesOf(node);
  // A hint looks like none of the document's words.
  const marks = attributes.showingPlaceholder ? [] : marksIn(node);
  const text = schema.text(choice, marks);
  const content = node.type.name === 'sdt' ? text : schema.node('paragraph', node.firstChild?.attrs, text);
  const rawPropertiesXml = attributes.rawPropertiesXml?.replace(/<w:showingPlcHdr\b[^>]*\/>/, '') ?? null;
  view.dispatch(
    state.tr
      .replaceWith(at + 1, at + node.nodeSize - 1, content)
      .setNodeMarkup(at, undefined, { ...node.attrs, showingPlaceholder: false, rawPropertiesXml })
      .scrollIntoView(),
  );
  view.focus();
}

function marksIn(node: Node): Node['marks'] {
  let marks: Node['marks'] = [];
  node.descendants((each) => {
    if (each.isText && marks.length === 0) ({ marks } = each);
  });
  return marks;
}
