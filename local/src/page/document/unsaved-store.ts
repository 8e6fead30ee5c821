/**
 * What was typed and could not be saved, kept in this browser until the document is opened again: the network was away until the token ended, or another
 * page took the session. By document and user, for a day at the most. Nothing is kept while saving works.
 */
import type { UnsavedText } from '../views/text/unsaved.js';
import type { DocumentView } from '../views/view.js';

/** Changes as they are sent to be saved, or those of a text that is written together. */
export type Unsaved = { base: number; body: string | Blob; type: string } | UnsavedText;

interface Entry {
  key: string;
  /** ms since the epoch */
  time: number;
  /** Of which start of the server its version is. */
  serverRun: string;
  unsaved: Unsaved;
}

const NAME = 'imm-weboffice-unsaved';
const STORE = 'documents';
/** Versions count from 1: what was changed is then known to be no version of this server's, so that nobody else's content is taken for it. */
const NO_VERSION = 0;
/** ms */
const KEPT_FOR = 24 * 60 * 60_000;

export class UnsavedStore {
  readonly #key: string;
  #isKept = false;

  /** @param serverRun which start of the server the session is of */
  constructor(
    fileId: string,
    userId: string,
    private readonly serverRun: string,
  ) {
    this.#key = `${fileId} ${userId}`;
  }

  /** What an earlier session has left. */
  async find(): Promise<Unsaved | undefined> {
    const entry = await inStore<Entry | undefined>('readonly', (store) => store.get(this.#key)).catch(() => undefined);
    this.#isKept = entry !== undefined;
    if (!entry) return undefined;
    const { unsaved, time, serverRun } = entry;
    if (time > Date.now() - KEPT_FOR) return 'base' in unsaved && serverRun !== this.serverRun ? { ...unsaved, base: NO_VERSION } : unsaved;
    await this.forget();
    return undefined;
  }

  /** @returns whether it is safe; false where the browser keeps nothing, in some private windows for instance */
  async keep(unsaved: Unsaved): Promise<boolean> {
    const entry: Entry = { key: this.#key, time: Date.now(), serverRun: this.serverRun, unsaved };
    this.#isKept = await inStore('readwrite', (store) => store.put(entry)).then(
      () => true,
      () => false,
    );
    return this.#isKept;
  }

  /** It is in the file now. */
  async forget(): Promise<void> {
    if (!this.#isKept) return;
    this.#isKept = false;
    await inStore('readwrite', (store) => store.delete(this.#key)).catch(() => {});
  }
}

/** What of a view is not saved; null when nothing is, or it cannot be had. */
export async function unsavedOf({ edits, together }: DocumentView): Promise<Unsaved | null> {
  await edits?.commit?.();
  if (!edits?.isDirty) return null;
  if (together) return together.unsaved();
  const last = edits.takeAtTheEnd?.() ?? null;
  if (last && !last.isRest) return { base: last.base, body: last.body, type: last.type };
  // The difference of a Word document is from what the server forgets with the session.
  const { base, body, type } = await edits.take();
  edits.settled(null);
  return { base, body, type };
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'key' });
  const database = await done<IDBDatabase>(opening);
  try {
    const transaction = database.transaction(STORE, mode);
    const result = done<T>(act(transaction.objectStore(STORE)));
    // Before it is complete nothing is on the disk, and a frame that is removed takes it along.
    const [value] = await Promise.all([result, completed(transaction)]);
    return value;
  } finally {
    database.close();
  }
}

function done<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'));
  });
}
