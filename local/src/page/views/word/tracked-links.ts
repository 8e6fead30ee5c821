/** Tracked changes the Word editor reads as links, because it reads none where they stand (`shared/word/tracked-anchor.ts`): they become the changes they are. */
import type { Transaction } from 'prosemirror-state';
import { changesOfAnchor } from '../../../shared/word/tracked-anchor.js';

const NAMES = { ins: 'insertion', del: 'deletion' } as const;

/** @returns the transaction, which is no change of the reader's */
export function readTrackedLinks(tr: Transaction): Transaction {
  const { marks } = tr.doc.type.schema;
  tr.doc.descendants((node, place) => {
    const link = node.marks.find(({ type, attrs }) => type.name === 'hyperlink' && String(attrs['href']).startsWith('#'));
    const changes = link && changesOfAnchor(String(link.attrs['href']).slice(1));
    if (!link || !changes) return;
    const end = place + node.nodeSize;
    tr.removeMark(place, end, link);
    for (const [kind, revisionId, author, date] of changes)
      tr.addMark(place, end, marks[NAMES[kind]]!.create({ revisionId, author, date }));
  });
  return tr.setMeta('addToHistory', false).setMeta('suggestionModeBypass', true);
}
