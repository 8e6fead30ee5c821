/**
 * Indents, spacing and the like of paragraphs that have a format in the file. The Word editor writes that format as it was read, with another alignment, list, style, direction
 * or page break, and forgets what else was changed. Here the format it writes follows what is changed.
 */
import { isHistoryTransaction } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { Plugin, type Transaction } from 'prosemirror-state';

/** Attributes of a paragraph that are called the same in its format. */
const KEYS = [
  ...['spaceBefore', 'spaceAfter', 'lineSpacing', 'lineSpacingRule', 'indentLeft', 'indentRight', 'indentFirstLine', 'hangingIndent'],
  ...['borders', 'shading', 'tabs', 'outlineLevel', 'contextualSpacing'],
];
const FORMAT = '_originalFormatting';

type Attributes = Readonly<Record<string, unknown>>;

export function keepParagraphFormats(): Plugin {
  return new Plugin({
    appendTransaction(transactions, { doc: before }, { doc: after, tr }) {
      // What is undone has its format with it, as has what others have saved.
      const isRead = (each: Transaction) => isHistoryTransaction(each) || each.getMeta('suggestionModeBypass') === true;
      if (before === after || transactions.some(isRead)) return null;
      follow(tr, before, after, 0);
      return tr.docChanged ? tr : null;
    },
  });
}

/** Where paragraphs come or go, none is given another format. @param start of the children */
function follow(tr: Transaction, was: Node, is: Node, start: number): void {
  if (was === is || was.childCount !== is.childCount || is.isTextblock) return;
  let place = start;
  is.forEach((child, _, index) => {
    const old = was.child(index);
    if (child.type.name === 'paragraph') {
      const format = old.type === child.type ? changedFormat(old.attrs, child.attrs) : null;
      if (format) tr.setNodeAttribute(place, FORMAT, format);
    } else follow(tr, old, child, place + 1);
    place += child.nodeSize;
  });
}

function changedFormat(was: Attributes, is: Attributes): Attributes | null {
  // Another style has brought the rest along.
  if (was === is || !is[FORMAT] || was[FORMAT] !== is[FORMAT] || was['styleId'] !== is['styleId']) return null;
  const changed = KEYS.filter((key) => JSON.stringify(was[key] ?? null) !== JSON.stringify(is[key] ?? null));
  if (changed.length === 0) return null;
  return { ...(is[FORMAT] as Attributes), ...Object.fromEntries(changed.map((key) => [key, is[key] ?? undefined])) };
}
