/** Reads what the browser has typed into the Word editor's own elements. */
import { DOMParser, type ParseOptions, type Schema, type TagParseRule } from 'prosemirror-model';
import type { EditorView } from 'prosemirror-view';

/**
 * ProseMirror parses the elements of a line again when something is typed into it, with the rules for pasted HTML. Those read the yellow that the editor gives commented
 * words as highlighting, and the underline of an insertion as underlining: the words seem to have another look, are replaced, and lose marks that do not extend
 * to typed text, such as comments, tracked insertions and links. The editor's own elements say which mark they stand for, so their styles are not read.
 */
export function readOwnElements(view: EditorView): void {
  const { schema } = view.state;
  view.setProps({ domParser: new OwnParser(schema), clipboardParser: DOMParser.fromSchema(schema) });
}

/** The part of ProseMirror's view descriptions that says what an element stands for. */
interface Described extends globalThis.Node {
  pmViewDesc?: { dom: globalThis.Node; contentDOM: HTMLElement | null; mark?: { type: { name: string }; attrs: Record<string, unknown> } };
}

class OwnParser extends DOMParser {
  constructor(schema: Schema) {
    super(
      schema,
      DOMParser.fromSchema(schema).rules.filter((rule) => rule.tag !== undefined),
    );
  }

  override parse(dom: globalThis.Node, options: ParseOptions & { ruleFromNode?: (node: globalThis.Node) => unknown } = {}) {
    return super.parse(dom, {
      ...options,
      ruleFromNode: (node: globalThis.Node) => ownRule(node) ?? options.ruleFromNode?.(node),
    } as ParseOptions);
  }
}

/** ProseMirror gives up the mark of an element at whose edge something was typed, and goes by its tag then, which has not all of the mark. */
function ownRule(node: Described): Omit<TagParseRule, 'tag'> | undefined {
  const { dom, mark, contentDOM } = node.pmViewDesc ?? {};
  return mark && dom === node && contentDOM ? { mark: mark.type.name, attrs: mark.attrs, contentElement: contentDOM } : undefined;
}
