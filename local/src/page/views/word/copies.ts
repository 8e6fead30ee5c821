/** What was copied in this page is pasted as it was: HTML has no words for much of it, such as lists, table formats and fields. What a document has once is not pasted twice. */
import { DOMSerializer, Fragment, Slice, type Mark, type Node as DocNode } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import type { WordLeftOut } from '../../words/codes.js';

/** Marks the HTML of a copy, so that it is known again. */
const ATTRIBUTE = 'data-word-copy';

interface Copy {
  name: string;
  slice: Slice;
}

interface Pasted {
  slice: Slice;
  leftOut: WordLeftOut[];
}

export class WordCopies {
  #copy: Copy | null = null;

  /** For each of the editors. */
  plugin(): Plugin {
    return new Plugin({
      props: {
        transformCopied: (slice) => {
          this.#copy = { name: crypto.randomUUID(), slice };
          return slice;
        },
        clipboardSerializer: {
          serializeFragment: (fragment: Fragment, options?: { document?: Document }) => this.#serialize(fragment, options),
        } as DOMSerializer,
      },
    });
  }

  #serialize(fragment: Fragment, options?: { document?: Document }): globalThis.Node {
    const { schema } = fragment.firstChild?.type ?? {};
    if (!schema) return document.createDocumentFragment();
    const made = DOMSerializer.fromSchema(schema).serializeFragment(fragment, options) as DocumentFragment;
    if (this.#copy && made.firstElementChild) made.firstElementChild.setAttribute(ATTRIBUTE, this.#copy.name);
    return made;
  }

  /** @param doc what it is pasted into @returns null for what comes from elsewhere */
  pasted(html: string, doc: DocNode): Pasted | null {
    const copy = this.#copy;
    if (!copy || !html.includes(`${ATTRIBUTE}="${copy.name}"`)) return null;
    const there = idsIn(doc);
    const leftOut = new Set<WordLeftOut>();
    const { content, openStart, openEnd } = copy.slice;
    return { slice: new Slice(freed(content, there, leftOut), openStart, openEnd), leftOut: [...leftOut] };
  }
}

/** Comments, and notes, which stand at one place of a document. */
function idsIn(doc: DocNode): ReadonlySet<string> {
  const ids = new Set<string>();
  doc.descendants(({ marks }) =>
    marks.forEach(({ type, attrs }) => ids.add(`${type.name} ${attrs['commentId'] ?? `${attrs['noteType']} ${attrs['id']}`}`)),
  );
  return ids;
}

/** What a paragraph, or a control, has alone; and tracked changes, which are not changed a second time. */
const OWN = ['paraId', 'textId', 'bookmarks', 'pPrIns', 'pPrDel', 'pPrChange', '_sectionProperties', 'sectionBreakType'];

function freed(content: Fragment, there: ReadonlySet<string>, leftOut: Set<WordLeftOut>): Fragment {
  const nodes: DocNode[] = [];
  content.forEach((node) => {
    let marks: readonly Mark[] = node.marks.filter(({ type }) => type.name !== 'insertion');
    if (marks.some(({ type }) => type.name === 'deletion')) return;
    marks = marks.filter(({ type, attrs }) => type.name !== 'comment' || !there.has(`comment ${attrs['commentId']}`));
    const note = marks.find(({ type }) => type.name === 'footnoteRef');
    if (note && there.has(`footnoteRef ${note.attrs['noteType']} ${note.attrs['id']}`)) {
      leftOut.add('notes');
      marks = node.type.schema.mark('superscript').addToSet(note.removeFromSet(marks));
    }
    if (node.isText) return void nodes.push(node.mark(marks));
    const attributes = { ...node.attrs };
    for (const name of OWN) if (name in attributes) attributes[name] = null;
    // Word numbers content controls.
    if (typeof attributes['rawPropertiesXml'] === 'string') {
      attributes['rawPropertiesXml'] = attributes['rawPropertiesXml'].replace(/<w:id\b[^>]*\/>/, '');
      attributes['id'] = null;
    }
    nodes.push(node.type.create(attributes, freed(node.content, there, leftOut), marks));
  });
  return Fragment.fromArray(nodes);
}
