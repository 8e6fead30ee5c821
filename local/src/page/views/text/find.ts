/** Find for the text view: all matches counted in slices, those in view marked. */
import { SearchQuery } from '@codemirror/search';
import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import type { FindQuery, FindResult } from '../view.js';

/** More matches than these are not counted. */
const mostMatches = 20_000;
/** Time one slice of the search may take before the page gets a turn, ms. */
const sliceTime = 12;

interface Marked {
  query: SearchQuery | null;
  all: boolean;
  current: { from: number; to: number } | null;
}

const setMarked = StateEffect.define<Marked>();
const marked = StateField.define<Marked>({
  create: () => ({ query: null, all: false, current: null }),
  update: (value, { effects }) => effects.find((effect) => effect.is(setMarked))?.value ?? value,
});

const matchMark = Decoration.mark({ class: 'match' });
const currentMark = Decoration.mark({ class: 'match current' });

function marksInView(view: EditorView): DecorationSet {
  const { query, all, current } = view.state.field(marked);
  if (!query) return Decoration.none;
  const ranges = [];
  for (const { from, to } of view.visibleRanges) {
    const cursor = query.getCursor(view.state, from, to);
    for (let next = cursor.next(); !next.done; next = cursor.next()) {
      const isCurrent = next.value.from === current?.from;
      if (isCurrent) ranges.push(currentMark.range(next.value.from, next.value.to));
      else if (all) ranges.push(matchMark.range(next.value.from, next.value.to));
    }
  }
  return Decoration.set(ranges, true);
}

export const findMarks: Extension = [
  marked,
  ViewPlugin.define(
    (view) => ({
      decorations: marksInView(view),
      update(update: ViewUpdate) {
        const changed = update.startState.field(marked) !== update.state.field(marked);
        if (changed || update.docChanged || update.viewportChanged) this.decorations = marksInView(update.view);
      },
    }),
    { decorations: (plugin) => plugin.decorations },
  ),
];

export class TextFind {
  readonly #view: EditorView;
  readonly #found: (result: FindResult) => void;
  #query: SearchQuery | null = null;
  #all = true;
  #matches: { from: number; to: number }[] = [];
  #index = -1;
  #run = 0;

  constructor(view: EditorView, found: (result: FindResult) => void) {
    this.#view = view;
    this.#found = found;
  }

  start({ text, matchCase, highlightAll }: FindQuery): void {
    this.#all = highlightAll;
    const query = text ? new SearchQuery({ search: text, caseSensitive: matchCase, literal: true }) : null;
    if (query && this.#query?.eq(query)) {
      this.#mark(false);
      return;
    }
    this.#query = query;
    this.#matches = [];
    this.#index = -1;
    this.#mark(false);
    void this.#search(++this.#run);
  }

  /** The text has changed: searches again and leaves the reader where they are. */
  refresh(): void {
    if (!this.#query) return;
    const current = this.#matches[this.#index];
    this.#matches = [];
    this.#index = -1;
    void this.#search(++this.#run, false, current?.from);
  }

  next(backwards: boolean): void {
    const count = this.#matches.length;
    if (count === 0) return;
    this.#index = (this.#index + (backwards ? -1 : 1) + count) % count;
    this.#mark(true);
    this.#report(false);
  }

  /** @param from where the selected match is looked for, instead of where the reader is */
  async #search(run: number, scroll = true, from?: number): Promise<void> {
    const { state } = this.#view;
    if (!this.#query) return;
    const start = from ?? this.#view.lineBlockAtHeight(this.#view.scrollDOM.scrollTop).from;
    const cursor = this.#query.getCursor(state);
    let sliceEnd = performance.now() + sliceTime;
    for (let next = cursor.next(); !next.done && this.#matches.length < mostMatches; next = cursor.next()) {
      this.#matches.push({ from: next.value.from, to: next.value.to });
      if (this.#index < 0 && next.value.from >= start) this.#select(this.#matches.length - 1, scroll);
      if (performance.now() > sliceEnd) {
        this.#report(true);
        await new Promise((resolve) => setTimeout(resolve));
        if (run !== this.#run) return;
        sliceEnd = performance.now() + sliceTime;
      }
    }
    if (this.#index < 0 && this.#matches.length > 0) this.#select(0, scroll);
    this.#report(false);
  }

  #select(index: number, scroll: boolean): void {
    this.#index = index;
    this.#mark(scroll);
  }

  #mark(scroll: boolean): void {
    const current = this.#matches[this.#index] ?? null;
    const effects: StateEffect<unknown>[] = [setMarked.of({ query: this.#query, all: this.#all, current })];
    if (scroll && current) effects.push(EditorView.scrollIntoView(current.from, { y: 'center' }));
    this.#view.dispatch({ effects });
  }

  #report(pending: boolean): void {
    this.#found({ current: this.#index + 1, total: this.#matches.length, pending });
  }
}
