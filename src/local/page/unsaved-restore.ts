/** What an earlier session could not save is saved by the next one of the same user. */
import { SaveResult, type SessionInfo } from '../page-api.js';
import { words } from './messages.js';
import type { Connection } from './session.js';
import type { Unsaved, UnsavedStore } from './unsaved-store.js';
import type { DocumentView } from './views/view.js';

type Sent = Exclude<Unsaved, { before: string }>;

/**
 * Before the document is got: it then has them.
 * @returns what there is to tell the reader, or what is to be put into the view
 */
export async function restoreUnsaved(session: Connection, info: SessionInfo, store: UnsavedStore): Promise<Restored> {
  const unsaved = info.permission.readonly ? undefined : await store.find();
  if (!unsaved) return {};
  if ('before' in unsaved) return { text: unsaved };
  // Where others have saved meanwhile, cells can be put on top of theirs; Word documents can't.
  const bases = info.version === undefined || unsaved.type !== 'application/json' ? [unsaved.base] : [unsaved.base, info.version];
  for (const base of bases) {
    const result = await send(session, unsaved, base).catch(() => null);
    if (!result || result === 'fail' || result === 'SpaceFull') continue;
    await store.forget();
    return { notice: result === 'conflict' ? words.unsaved.inHistory : words.unsaved.saved };
  }
  return { notice: words.unsaved.failed };
}

export interface Restored {
  notice?: string;
  text?: Exclude<Unsaved, Sent>;
}

/** A text that is written together gets them as if they were typed now. @returns what there is to tell the reader */
export function restoreText(view: DocumentView, { before, after }: Exclude<Unsaved, Sent>): string {
  view.together?.putOnTop(before, after);
  return words.unsaved.saved;
}

async function send(session: Connection, { body, type }: Sent, base: number): Promise<SaveResult['result']> {
  const init = { method: 'PUT', headers: { 'content-type': type }, body };
  return SaveResult.parse(await (await session.request(`save?base=${base}&over=${base}&auto`, init)).json()).result;
}
