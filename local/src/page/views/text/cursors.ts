/** Where others write in a text: a caret with their name, and what they have selected. */
import { StateEffect, StateField, type Extension, type Range, type Text } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import type { LiveState } from '../../../shared/page-api.js';
import { colourOf } from '../../base/people.js';

export type Cursors = LiveState['cursors'];

export const setCursors = StateEffect.define<Cursors>();

class Caret extends WidgetType {
  constructor(
    private readonly id: string,
    private readonly name: string,
  ) {
    super();
  }

  override eq(other: Caret): boolean {
    return other.id === this.id && other.name === this.name;
  }

  override toDOM(): HTMLElement {
    const caret = document.createElement('span');
    caret.className = 'other-caret';
    caret.style.setProperty('--person', colourOf(this.id));
    // Whoever listens to the text hears of others in the bar above.
    caret.setAttribute('aria-hidden', 'true');
    // Drawn by its style: it is no part of the text.
    caret.dataset['name'] = this.name;
    return caret;
  }
}

const drawn = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, { changes, effects, state }) {
    const next = effects.findLast((effect) => effect.is(setCursors));
    return next ? draw(next.value, state.doc) : decorations.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const cursorMarks: Extension = drawn;

function draw(cursors: Cursors, doc: Text): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const { id, name, anchor, head } of cursors) {
    const [from, to] = [Math.min(anchor, head, doc.length), Math.min(Math.max(anchor, head), doc.length)];
    const style = `background-color: color-mix(in srgb, ${colourOf(id)} 22%, transparent)`;
    if (from < to) ranges.push(Decoration.mark({ attributes: { style } }).range(from, to));
    ranges.push(Decoration.widget({ widget: new Caret(id, name), side: 1 }).range(Math.min(head, doc.length)));
  }
  return Decoration.set(ranges, true);
}
