/**
 * Tracked changes where the Word editor reads none: inside content controls and other changes. The server gives them to the page as links to a place of this name, the page
 * shows them as the changes they are, and the server writes what is still a link as a change again.
 */
import { z } from 'zod';

const Change = z.tuple([z.enum(['ins', 'del']), z.number().int(), z.string(), z.string().nullable()]);
const Changes = z.array(Change).min(1).max(2);

/** Kind, number, author and date (ISO 8601) of changes within each other, the outer one first. */
export type TrackedChanges = z.infer<typeof Changes>;

/** No bookmark of a document has it. */
const START = '_imm_tracked:';

/** @returns the name of the place the link leads to */
export const trackedAnchor = (changes: TrackedChanges): string => START + encodeURIComponent(JSON.stringify(changes));

/** @returns null when the anchor is another */
export function changesOfAnchor(anchor: string): TrackedChanges | null {
  if (!anchor.startsWith(START)) return null;
  try {
    return Changes.safeParse(JSON.parse(decodeURIComponent(anchor.slice(START.length)))).data ?? null;
  } catch {
    return null;
  }
}
