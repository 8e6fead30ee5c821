/** Says after a text's last line that the preview ends there, and stays last while more lines come. */
import { StateField, type EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import { previewEnd } from '../preview-end.js';

class EndWidget extends WidgetType {
  constructor(readonly text: string) {
    super();
  }
  override eq(other: EndWidget): boolean {
    return other.text === this.text;
  }
  toDOM(): HTMLElement {
    return previewEnd(this.text);
  }
}

export function endWidget(text: string): Extension {
  const end = Decoration.widget({ widget: new EndWidget(text), block: true, side: 1 });
  const at = (state: EditorState): DecorationSet => Decoration.set([end.range(state.doc.length)]);
  // Blocks change the layout, so they must come from the state, not from what is in view.
  return StateField.define<DecorationSet>({
    create: at,
    update: (value, { docChanged, state }) => (docChanged ? at(state) : value),
    provide: (field) => EditorView.decorations.from(field),
  });
}
