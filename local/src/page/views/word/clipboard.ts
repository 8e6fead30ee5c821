/**
 * The clipboard of the Word editor. The editor reads HTML by what it writes itself: it loses lists, most colours and what Word says in properties of its own, keeps links to
 * pictures that would have to be fetched, and takes the picture that Excel sends along instead of the cells. So pasted HTML is read here, and what the page has copied
 * is pasted as it was.
 */
import type { DocxEditorRef } from '@eigenpal/docx-editor-react';
import { Fragment, Slice, type Node as DocNode, type ResolvedPos } from 'prosemirror-model';
import type { EditorView } from 'prosemirror-view';
import { nextList } from '../../../shared/word/made-lists.js';
import type { WordCopies } from './copies.js';
import { lastList } from './lists.js';
import { PastedContent } from './pasted-content.js';
import type { PasteTarget } from './paste-target.js';
import type { WordLeftOut } from '../../words/codes.js';
import { pictureReader } from './pasted-pictures.js';
import { inlineRules } from './pasted-styles.js';

interface Around {
  editor: () => DocxEditorRef | null;
  /** The editors of the body, headers and footers. */
  views: () => EditorView[];
  copies: WordCopies;
  /** Tells the reader what a paste has left out. */
  leftOut: (kinds: WordLeftOut[]) => void;
  signal: AbortSignal;
}

/** Listens to the whole page: the elements that are typed into lie beside the editor, which listens there. */
export function pasteIntoWord(around: Around): void {
  window.addEventListener(
    'paste',
    (event) => {
      const { target, clipboardData } = event;
      const view = around.views().find((each) => target instanceof Node && each.dom.contains(target));
      if (!view?.editable || !clipboardData) return;
      const left = new Set<WordLeftOut>();
      const slice = sliceOf(clipboardData, view, { ...around, left });
      if (!slice) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      paste(view, event, slice);
      if (left.size > 0) around.leftOut([...left]);
    },
    { capture: true, signal: around.signal },
  );
}

/** As ProseMirror does. */
function paste(view: EditorView, event: ClipboardEvent, pasted: Slice): void {
  let slice = pasted;
  view.someProp('transformPasted', (transform) => void (slice = transform(slice, view, false)));
  if (view.someProp('handlePaste', (handle) => handle(view, event, slice))) return;
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
}

/** @returns null for what the editor does well itself: a picture alone */
function sliceOf(data: DataTransfer, view: EditorView, { editor, views, copies, left }: Around & { left: Set<WordLeftOut> }): Slice | null {
  const [html, text] = [data.getData('text/html'), data.getData('text/plain')];
  const copied = copies.pasted(html, view.state.doc);
  if (copied) {
    for (const kind of copied.leftOut) left.add(kind);
    return copied.slice;
  }
  const { $from } = view.state.selection;
  if (!html) return text ? linesOf(text, $from) : null;
  const document = new DOMParser().parseFromString(html, 'text/html');
  const hasWords = document.body.textContent.trim() !== '' || document.body.querySelector('table') !== null;
  if (!hasWords && [...data.items].some(({ kind, type }) => kind === 'file' && type.startsWith('image/'))) return null;
  const target = targetOf(document, data.getData('text/rtf'), view, editor(), views(), left);
  const content = new PastedContent(target).read(document.body);
  if (content.blocks.length === 0) return text && left.size === 0 ? linesOf(text, $from) : Slice.empty;
  return placed(content, $from);
}

function targetOf(
  document: Document,
  rtf: string,
  view: EditorView,
  editor: DocxEditorRef | null,
  views: readonly EditorView[],
  leftOut: Set<WordLeftOut>,
): PasteTarget {
  const all = editor?.getAgent()?.getDocument().package;
  const { pageWidth = 12_240, marginLeft = 1_440, marginRight = 1_440 } = all?.document.finalSectionProperties ?? {};
  const width = Math.max(1_440, pageWidth - marginLeft - marginRight);
  // The first numbers after the document's own are for the editor's buttons.
  let last = nextList(Math.max(all ? lastList(all) : 0, 0));
  for (const { state } of views)
    state.doc.descendants(({ attrs }) => void (last = Math.max(last, Number((attrs['numPr'] as { numId?: number } | null)?.numId ?? 0))));
  const headings = new Map(all?.styles?.styles.map(({ name = '', styleId, type }) => [`${type} ${name.toLowerCase()}`, styleId]));
  return {
    schema: view.state.schema,
    rules: inlineRules(document),
    headingStyle: (level) => headings.get(`paragraph heading ${level}`),
    nextList: () => (last = nextList(last)),
    width,
    picture: pictureReader(document.body, rtf, width / 15),
    leftOut,
  };
}

/** Whether a paragraph has a format of its own, which it would lose in another paragraph. */
const isPlain = ({ type, attrs }: DocNode): boolean =>
  type.name === 'paragraph' && ['numPr', 'styleId', 'borders', 'shading'].every((name) => !attrs[name]);

/** Words alone go into the paragraph they are pasted into; what has a format of its own stands by itself. */
function placed({ blocks, isInline }: PastedContent, $from: ResolvedPos): Slice {
  const content = Fragment.from(blocks);
  const isLine = $from.parent.type.name === 'paragraph';
  // Inside a content control in a line there is no place for paragraphs.
  if (!isLine) return new Slice(lineOf(blocks), 0, 0);
  if (isInline) return new Slice(content, 1, 1);
  const isEmpty = $from.parent.content.size === 0;
  const openStart = !isEmpty && isPlain(content.firstChild!) ? 1 : 0;
  const openEnd = !isEmpty && content.lastChild!.type.name === 'paragraph' ? 1 : 0;
  return new Slice(content, openStart, openEnd);
}

function lineOf(blocks: readonly DocNode[]): Fragment {
  const nodes: DocNode[] = [];
  for (const block of blocks) {
    if (nodes.length > 0) nodes.push(block.type.schema.node('hardBreak'));
    if (block.isTextblock) nodes.push(...block.children);
    else nodes.push(...lineOf(block.children).content);
  }
  return Fragment.from(nodes);
}

/** What a paragraph has alone. */
const SINGLE = ['paraId', 'textId', 'bookmarks', 'pageBreakBefore', 'renderedPageBreakBefore', 'sectionBreakType', '_sectionProperties'];
const OF_ONE = [...SINGLE, '_originalRunBoundaries', 'pPrIns', 'pPrDel', 'pPrChange', 'listStartOverride'];

/** Lines of a text become paragraphs like the one they are pasted into. */
function linesOf(text: string, $from: ResolvedPos): Slice {
  const { schema } = $from.doc.type;
  const marks = $from.marks().filter(({ type }) => type.spec.inclusive !== false);
  const attributes = {
    ...($from.parent.type.name === 'paragraph' ? $from.parent.attrs : {}),
    ...Object.fromEntries(OF_ONE.map((name) => [name, null])),
  };
  const lines = text.replace(/(?:\r\n?|\n)$/, '').split(/\r\n?|\n/);
  const paragraphs = lines.map((line) => {
    const nodes = line.split(/(\t)/).filter((part) => part !== '');
    return schema.node(
      'paragraph',
      attributes,
      nodes.map((part) => (part === '\t' ? schema.node('tab') : schema.text(part, marks))),
    );
  });
  return $from.parent.type.name === 'paragraph' ? new Slice(Fragment.from(paragraphs), 1, 1) : new Slice(lineOf(paragraphs), 0, 0);
}
