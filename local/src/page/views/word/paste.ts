/** What is pasted into Word documents: without characters that XML 1.0 (2.2) has no place for, of which a file could not be opened again. */
import { Fragment, Slice, type Node } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';

/** Control characters but tab, line breaks and those above ASCII, halves of surrogate pairs, and two that are no characters. */
const FORBIDDEN = /(?![\t\n\r\u007f-\u009f])\p{Cc}|[\p{Cs}\ufffe\uffff]/gu;

export function removeForbidden(): Plugin {
  return new Plugin({ props: { transformPasted: ({ content, openStart, openEnd }) => new Slice(cleaned(content), openStart, openEnd) } });
}

function cleaned(content: Fragment): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    if (!node.isText) return void nodes.push(node.copy(cleaned(node.content)));
    const text = node.text!.replace(FORBIDDEN, '');
    if (text) nodes.push(node.type.schema.text(text, node.marks));
  });
  return Fragment.fromArray(nodes);
}
