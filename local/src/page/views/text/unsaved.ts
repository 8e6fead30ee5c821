/**
 * Changes of a text that the server has not confirmed when the session ends. It may have taken them all the same: an answer can be lost. A later session
 * finds out, so that nothing is made twice.
 */
import { LiveState } from '../../../shared/page-api.js';
import type { Connection } from '../../connection/session.js';

export interface UnsavedText {
  /** The text the server has confirmed, where and after how many of the room's changes. */
  before: string;
  room: string;
  since: number;
  /** Name under which this page sent its changes. */
  client: string;
  /** How many of its changes were under way, and the text with them. */
  underWay: number;
  sent: string;
  /** The text with all changes. */
  after: string;
}

/** @param now the text as the server has it @returns the rest to be made, as the text before it and after it; null when there is none */
export async function unconfirmed(
  session: Connection,
  { before, sent, after, underWay, ...place }: UnsavedText,
  now: string,
): Promise<{ before: string; after: string } | null> {
  if (now === after) return null;
  const taken = await countTaken(session, place);
  // Those under way are taken together. More than those: the page's farewell had the rest.
  if (taken > underWay) return null;
  const isSent = taken > 0 || (now === sent && sent !== before);
  return isSent ? (sent === after ? null : { before: sent, after }) : { before, after };
}

/** How many changes of that page the server has taken since; 0 also where the room is closed, and where it has forgotten them. */
async function countTaken(session: Connection, { room, since, client }: Pick<UnsavedText, 'room' | 'since' | 'client'>): Promise<number> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ room, since, updates: [] }) };
  const response = await session.request('live', init).catch(() => undefined);
  if (response?.status !== 200) return 0;
  return LiveState.parse(await response.json()).updates.filter((update) => update.client === client).length;
}
