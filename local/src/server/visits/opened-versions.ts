/** Which document a visit looks at: its newest version, the version it has, or the content a cached preview is pinned to. */
import { ImmFault } from '../imm-fault.js';
import { isGrid, type DocumentOpener, type OpenedDocument } from '../documents/opened-document.js';
import type { DocumentKind, Progress } from '../../shared/page-api.js';
import type { Pins } from '../documents/pins.js';
import type { Versions } from '../documents/versions.js';
import type { OpenedVersion, Visit } from './visit.js';

export class OpenedVersions {
  constructor(
    readonly opener: DocumentOpener,
    private readonly versions: Versions,
    private readonly pins: Pins,
  ) {}

  /** Where the content is and how it will be shown. @throws {ImmFault} when it is gone */
  async describe({ session }: Visit): Promise<{ version: number | undefined; path: string; kind: DocumentKind }> {
    const { file, filename, cachePreview } = session;
    const version = cachePreview ? undefined : await this.#check(file.path);
    const path = (cachePreview ? await this.pins.find(file) : undefined) ?? file.path;
    return { version, path, kind: await this.opener.kindOf(path, filename).catch(explain) };
  }

  /** The page opens its document, maybe once more after a failure; or it only has a new token. @throws {ImmFault} when it is gone */
  async renew(visit: Visit): Promise<void> {
    const opened = await visit.look?.document;
    if (!opened || opened.preparation.last?.state === 'failed') {
      visit.look = undefined;
      await this.newest(visit);
    }
  }

  /** The version there is now. @throws {ImmFault} when it is gone */
  async newest(visit: Visit): Promise<OpenedDocument> {
    const version = visit.session.cachePreview ? undefined : await this.#check(visit.session.file.path);
    if (visit.look?.version !== version || !visit.look) visit.look = this.#open(visit, version);
    return visit.look.document;
  }

  /** The newest version as pages, whatever it is shown as: for print, export, and readers who want them. @throws {ImmFault} when it is gone */
  async pages(visit: Visit): Promise<OpenedDocument> {
    const shown = visit.editability.editor ? undefined : await this.present(visit);
    if (shown && !isGrid(shown)) return shown;
    const version = visit.session.cachePreview ? undefined : await this.#check(visit.session.file.path);
    if (visit.pages?.version !== version || !visit.pages || (await visit.pages.document).preparation.last?.state === 'failed') {
      visit.pages = this.#open(visit, version, visit.password, true);
    }
    return visit.pages.document;
  }

  /** The version the page knows of: parts of two versions would make a broken PDF. Text comes whole, so it comes new. */
  async present(visit: Visit): Promise<OpenedDocument> {
    const opened = await visit.look?.document;
    return opened?.kind === 'pages' || opened?.kind === 'sheet' ? opened : this.newest(visit);
  }

  /** Opens the document with another password, and keeps it unless it is wrong. */
  async tryPassword(visit: Visit, password: string): Promise<Progress> {
    const version = visit.session.cachePreview ? undefined : await this.#check(visit.session.file.path);
    const look = this.#open(visit, version, password);
    const { preparation } = await look.document;
    const state = await preparation.until(() => true);
    if (state.state !== 'failed' || state.reason !== 'WrongPassword') {
      visit.password = password;
      visit.look = look;
    }
    return state;
  }

  #open(visit: Visit, version: number | undefined, password = visit.password, asPages = false): OpenedVersion {
    const { file, filename, previewPages, cachePreview } = visit.session;
    const wish = { path: file.path, filename, previewPages, password, asPages };
    const document = (cachePreview ? this.opener.openPinned(wish, file, this.pins) : this.opener.open(wish)).catch(explain);
    const look = { version, document };
    document.catch(() => {
      if (visit.look === look) visit.look = undefined;
      if (visit.pages === look) visit.pages = undefined;
    });
    return look;
  }

  async #check(path: string): Promise<number> {
    return (await this.versions.check(path)) ?? explain({ code: 'ENOENT' });
  }
}

function explain(error: unknown): never {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'ENOENT' || code === 'EACCES') throw new ImmFault(404, 'FileNotFound', 'The document is not there any more.');
  throw error;
}
