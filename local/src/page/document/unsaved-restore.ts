/** What an earlier session could not save is saved by the next one of the same user. */
import { SaveResult, type SessionInfo } from '../../shared/page-api.js';
import { words } from '../words/messages.js';
import type { Connection } from '../connection/session.js';
import type { Unsaved, UnsavedStore } from './unsaved-store.js';
import type { UnsavedText } from '../views/text/unsaved.js';
import type { DocumentView } from '../views/view.js';

type Sent = Exclude<Unsaved, UnsavedText>;

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
  // Who may not copy gets no copy of the document either.
  const document = info.permission.copy ? await editedDocument(unsaved.body) : undefined;
  const leftover = document && { document, forget: () => store.forget() };
  return { notice: words.unsaved.failed, ...(leftover && { leftover }) };
}

export interface Restored {
  notice?: string;
  text?: UnsavedText;
  leftover?: Leftover;
}

/** A Word document with changes that cannot be saved any more, as the editor wrote it. */
export interface Leftover {
  document: Blob;
  /** The reader has it elsewhere. */
  forget: () => Promise<void>;
}

/** A text that is written together gets them as if they were typed now. @returns what there is to tell the reader */
export async function restoreText(view: DocumentView, text: UnsavedText, store: UnsavedStore): Promise<string> {
  // It cannot be written any more.
  if (!view.together) return words.unsaved.failed;
  // What is put in is forgotten when it has been saved.
  if (!(await view.together.putOnTop(text))) await store.forget();
  return words.unsaved.saved;
}

async function send(session: Connection, { body, type }: Sent, base: number): Promise<SaveResult['result']> {
  const init = { method: 'PUT', headers: { 'content-type': type }, body };
  return SaveResult.parse(await (await session.request(`save?base=${base}&over=${base}&auto`, init)).json()).result;
}

/** Of the changes of a Word document: the length of the document untouched in four bytes, that document, the edited one. */
async function editedDocument(body: string | Blob): Promise<Blob | undefined> {
  if (typeof body === 'string') return undefined;
  const length = new DataView(await body.slice(0, 4).arrayBuffer()).getUint32(0);
  return body.slice(4 + length);
}
