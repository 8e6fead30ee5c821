/** What an earlier session could not save is saved by the next one of the same user. */
import { SaveResult, type SessionInfo } from '../../shared/page-api.js';
import { words } from '../words/messages.js';
import type { Connection } from '../connection/session.js';
import type { Unsaved, UnsavedStore } from './unsaved-store.js';
import { asFile } from './unsaved-file.js';
import type { UnsavedText } from '../views/text/unsaved.js';
import type { DocumentView } from '../views/view.js';

type Sent = Exclude<Unsaved, UnsavedText>;

/**
 * Before the document is got: it then has them.
 * @returns what there is to tell the reader, or what is to be put into the view
 */
export async function restoreUnsaved(session: Connection, info: SessionInfo, store: UnsavedStore): Promise<Restored> {
  const unsaved = await store.find();
  if (!unsaved) return {};
  if (!info.editable) return { notice: words.unsaved.readOnly, ...offered(unsaved, info, store) };
  if ('before' in unsaved) return { text: unsaved };
  // Where others have saved meanwhile, cells can be put on top of theirs; Word documents can't.
  const bases = info.version === undefined || unsaved.type !== 'application/json' ? [unsaved.base] : [unsaved.base, info.version];
  for (const base of bases) {
    const result = await send(session, unsaved, base).catch(() => null);
    if (!result || result === 'fail' || result === 'SpaceFull') continue;
    await store.forget();
    return { notice: result === 'conflict' ? words.unsaved.inHistory : words.unsaved.saved };
  }
  return { notice: words.unsaved.failed, ...offered(unsaved, info, store) };
}

/** Who may not copy gets no copy of the document either: the changes stay in the browser. */
function offered(unsaved: Unsaved, { permission, fileInfo }: SessionInfo, store: UnsavedStore): Pick<Restored, 'leftover'> {
  if (!permission.copy) return {};
  const { name, file, isWhole } = asFile(unsaved, fileInfo.name);
  // What the file lacks can still be saved when the reader may edit again.
  return { leftover: { name, file, forget: () => (isWhole ? store.forget() : Promise.resolve()) } };
}

export interface Restored {
  notice?: string;
  text?: UnsavedText;
  leftover?: Leftover;
}

/** Changes that cannot be saved, as a file. */
export interface Leftover {
  name: string;
  file: () => Promise<Blob>;
  /** The reader has the file. */
  forget: () => Promise<void>;
}

/** A text that is written together gets them as if they were typed now. */
export async function restoreText(view: DocumentView, text: UnsavedText, info: SessionInfo, store: UnsavedStore): Promise<Restored> {
  // It cannot be written any more.
  if (!view.together) return { notice: words.unsaved.failed, ...offered(text, info, store) };
  // What is put in is forgotten when it has been saved.
  if (!(await view.together.putOnTop(text))) await store.forget();
  return { notice: words.unsaved.saved };
}

async function send(session: Connection, { body, type }: Sent, base: number): Promise<SaveResult['result']> {
  const init = { method: 'PUT', headers: { 'content-type': type }, body };
  return SaveResult.parse(await (await session.request(`save?base=${base}&over=${base}&auto`, init)).json()).result;
}
