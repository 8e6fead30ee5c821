/** What the office page asks the server, see page-api.ts. Every call proves itself with an access token of that very document. */
import { stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LIMITS, extensionOf, officeTypeOf } from 'imm-weboffice/contract';
import { languagesOf } from '../text/encodings.js';
import { sendContent, sendPDF, sendPieces, sendText } from './send.js';
import { sendExport, shownText } from './export.js';
import { isFilename } from '../imm/generate-parameters.js';
import { parseJSON, readBody, readJSON, receiveBody, sendJSON } from './http.js';
import { ImmFault, invalid } from '../imm-fault.js';
import type { DocumentAnnouncer } from '../visits/announcer.js';
import type { OpenedVersions } from '../visits/opened-versions.js';
import { isGrid } from '../documents/opened-document.js';
import { LiveFarewell, LivePush, PasswordRequest, RenameRequest, type SessionInfo } from '../../shared/page-api.js';
import { BaseVersions } from '../visits/base-versions.js';
import type { EditService } from '../saving/edit-service.js';
import { chooseEncoding } from './encoding-calls.js';
import { sendVersion, restoreVersion, sendVersions } from './history-calls.js';
import type { Session, SessionStore } from '../visits/sessions.js';
import type { TextRooms } from '../together/text-rooms.js';
import { withPictureFrame } from '../visits/picture-frames.js';
import { Visit } from '../visits/visit.js';

/** What is typed or pasted at once, bytes: as much as the longest text that is edited (`MOST_TEXT`), and its quotes. */
const MOST_PUSH = 24 * 1024 * 1024;

/** What a page can send when it goes, bytes: browsers let `keepalive` requests have no more (Fetch Standard, 4.6). */
const MOST_FAREWELL = 64 * 1024;

interface Call {
  visit: Visit;
  /** The page's own name. */
  page: string;
  /** ms */
  expiresIn: number;
  url: URL;
  request: IncomingMessage;
  response: ServerResponse;
}

export class PageCalls {
  readonly #run = randomUUID();
  readonly #visits = new Map<Session, Visit>();
  readonly #calls: Readonly<Record<string, (call: Call) => Promise<void>>> = {
    'GET progress': (call) => this.#progress(call),
    'GET content': (call) => this.#content(call),
    'GET events': (call) => this.#events(call),
    'POST leave': (call) => this.#leave(call),
    'POST live': (call) => this.#live(call),
    'POST password': (call) => this.#password(call),
    'POST rename': (call) => this.#rename(call),
    'GET export': ({ visit, request, response }) => sendExport(visit, 'export', this.looks, request, response),
    'GET print': ({ visit, request, response }) => sendExport(visit, 'print', this.looks, request, response),
    'POST encoding': ({ visit, request, response }) => chooseEncoding(visit, this.editing, this.texts, request, response),
    'PUT save': (call) => this.#save(call),
    'PUT seed': (call) => this.#seed(call),
    'GET stored': async ({ visit, response }) => sendJSON(response, 200, await this.editing.stored(visit)),
    'GET versions': ({ visit, response }) => sendVersions(visit, this.editing, response),
    'GET version': ({ visit, url, request, response }) =>
      sendVersion(visit, url.searchParams.get('id') ?? '', this.editing, this.looks.opener, request, response),
    'POST restore': ({ visit, request, response }) => restoreVersion(visit, this.editing, request, response),
  };

  constructor(
    private readonly sessions: SessionStore,
    private readonly looks: OpenedVersions,
    private readonly live: DocumentAnnouncer,
    private readonly editing: EditService,
    private readonly texts: TextRooms,
    /** Names a file that only this user can read. */
    private readonly workPath: () => string,
  ) {}

  /** @throws {ImmFault} */
  async handle(fileId: string, name: string, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = { ...this.#authenticate(fileId, request), page: pageOf(request), url, request, response };
    if (!call.visit.session.mayRead) {
      throw new ImmFault(403, 'RefererDenied', 'The bucket has hotlink protection, and the Referer given is not on its list (24001).');
    }
    if (`${request.method} ${name}` === 'POST session') return this.#session(call);
    call.visit.admit(call.page);
    const run = this.#calls[`${request.method} ${name}`];
    if (!run) throw new ImmFault(404, 'NotFound', 'There is no such call.');
    return run(call);
  }

  /** The session is over: nothing of it stays in memory. */
  end(session: Session): void {
    const visit = this.#visits.get(session);
    if (visit) this.live.leave(visit);
    visit?.end();
    this.#visits.delete(session);
  }

  #authenticate(fileId: string, request: IncomingMessage): { visit: Visit; expiresIn: number } {
    const token = /^Bearer ([0-9a-f]+)$/.exec(request.headers.authorization ?? '')?.[1];
    const found = token ? this.sessions.find(token) : undefined;
    if (!found) throw new ImmFault(401, 'InvalidToken', 'The access token is unknown or has expired.');
    const { session, expiresIn } = found;
    if (session.fileId !== fileId) throw new ImmFault(403, 'AccessDenied', 'The access token is for another document.');
    const visit = this.#visits.get(session) ?? new Visit(session, new BaseVersions(this.workPath), new BaseVersions(this.workPath));
    this.#visits.set(session, visit);
    return { visit, expiresIn };
  }

  async #session({ visit, page, expiresIn, request, response }: Call): Promise<void> {
    const isNew = visit.enter(page);
    const { version, path, kind } = await this.looks.describe(visit);
    const { size, mtimeMs } = await stat(path);
    if (size > LIMITS.fileSize) throw new ImmFault(413, 'FileTooLarge', 'The document is larger than 200 MB.');
    visit.languages = languagesOf(request.headers['accept-language']);
    visit.editability = await this.editing.describe(visit, path);
    const { editor, readOnlyReason } = visit.editability;
    const encoding = await this.editing.encodingOf(visit, path, kind);
    // The conversion starts while the page is still getting ready to watch it.
    if (!editor) void this.looks.renew(visit).catch(() => undefined);
    const { file, fileId, permission, user, hidecmb, cachePreview, previewPages, watermark } = visit.session;
    if (isNew) this.live.arrive(visit, version ?? 0);
    const name = visit.filename;
    const info: SessionInfo = {
      fileInfo: {
        id: fileId,
        name,
        officeType: officeTypeOf(name) ?? 'w',
        size,
        createTime: file.createTime,
        modifyTime: Math.round(mtimeMs),
      },
      user: withPictureFrame(user, fileId),
      ...{ kind: editor?.kind ?? kind, editable: editor !== undefined, permission, expiresIn, hidecmb, cachePreview },
      ...(readOnlyReason && { readOnlyReason }),
      ...(encoding && { encoding }),
      ...(editor?.through !== undefined && { through: editor.through }),
      ...(editor?.holdsMore && { holdsMore: true }),
      ...(editor?.holdsOldLooks && { holdsOldLooks: true }),
      ...(editor?.tracking && { tracking: editor.tracking }),
      ...(version !== undefined && { version }),
      serverRun: this.#run,
      ...(previewPages !== undefined && { previewPages }),
      ...(watermark && { watermark }),
    };
    sendJSON(response, 200, info);
  }

  /** One line of JSON per change, until the document is ready, has failed, or the token ends. */
  async #progress({ visit, expiresIn, url, response }: Call): Promise<void> {
    const asPages = wantsPages(url);
    if (visit.editability.editor && !asPages) return sendReady(response);
    const { preparation } = asPages ? await this.looks.pages(visit) : await this.looks.newest(visit);
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    const gone = new AbortController();
    const limit = setTimeout(() => response.end(), expiresIn).unref();
    response.once('close', () => (clearTimeout(limit), gone.abort()));
    preparation.watch((progress) => {
      response.write(`${JSON.stringify(progress)}\n`);
      if (preparation.done) response.end();
    }, gone.signal);
  }

  async #content({ visit, url, request, response }: Call): Promise<void> {
    const { editor } = visit.editability;
    if (url.searchParams.has('live')) {
      const { text, version, live } = await this.texts.open(visit);
      response.setHeader('x-version', version).setHeader('x-live', live);
      return sendPieces(response, text);
    }
    const asPages = wantsPages(url);
    if (editor && !asPages) {
      const { version, content } = await this.editing.open(visit, editor);
      response.setHeader('x-version', version);
      return sendContent(response, content);
    }
    const document = asPages ? await (visit.pages?.document ?? this.looks.pages(visit)) : await this.looks.present(visit);
    if (document.kind === 'text' || document.kind === 'table')
      return sendText(response, await shownText(document, visit, this.looks.opener));
    const { head, whole } = document.preparation;
    if (Buffer.isBuffer(whole) && isGrid(document)) return sendText(response, whole);
    const part = url.searchParams.get('part') ?? 'whole';
    const pdf = part === 'head' && head ? head : whole;
    if (pdf === undefined || !/^(head|whole)$/.test(part)) throw new ImmFault(409, 'NotReady', 'The document is not ready yet.');
    return sendPDF(pdf, request, response);
  }

  /** One {@link PageEvent} per line. */
  async #events({ visit, expiresIn, url, response }: Call): Promise<void> {
    const live = visit.isLive ? await this.texts.revisionFor(visit) : undefined;
    const known = url.searchParams.has('version') ? Number(url.searchParams.get('version')) : undefined;
    await this.live.listen(visit, { expiresIn, once: url.searchParams.has('once'), known, live }, response);
  }

  async #leave({ visit, request, response }: Call): Promise<void> {
    try {
      const last = LiveFarewell.safeParse(parseJSON(await readBody(request, MOST_FAREWELL)));
      if (last.success) await this.texts.pushLast(visit, last.data);
    } finally {
      // Whatever comes of it, the page is gone.
      this.live.leave(visit);
    }
    response.writeHead(204).end();
  }

  async #live({ visit, request, response }: Call): Promise<void> {
    this.texts.admit(visit);
    const asked = LivePush.safeParse(parseJSON(await readBody(request, MOST_PUSH)));
    if (!asked.success) throw invalid('Changes');
    const state = await this.texts.push(visit, asked.data);
    if (state) sendJSON(response, 200, state);
    else response.writeHead(204).end();
  }

  async #save({ visit, url, request, response }: Call): Promise<void> {
    if (url.searchParams.has('live')) {
      return sendJSON(response, 200, await this.texts.save(visit, url.searchParams.has('auto')));
    }
    const version = (name: string, otherwise = Number.NaN) => Number(url.searchParams.get(name) ?? otherwise);
    const base = version('base');
    const over = version('over', base);
    if (!Number.isInteger(base) || !Number.isInteger(over)) throw invalid('Version');
    const wish = { base, over, byItself: url.searchParams.has('auto'), isRest: url.searchParams.has('rest') };
    sendJSON(response, 200, await this.editing.save(visit, wish, (most) => this.#receive(request, most)));
  }

  async #seed({ visit, url, request, response }: Call): Promise<void> {
    const base = Number(url.searchParams.get('base') ?? Number.NaN);
    if (!Number.isInteger(base)) throw invalid('Version');
    await this.editing.sow(visit, base, (most) => this.#receive(request, most));
    response.writeHead(204).end();
  }

  /** @returns path of what the page sent */
  async #receive(request: IncomingMessage, most: number): Promise<string> {
    const path = this.workPath();
    await receiveBody(request, path, most);
    return path;
  }

  async #password({ visit, request, response }: Call): Promise<void> {
    const asked = PasswordRequest.safeParse(await readJSON(request));
    if (!asked.success) throw invalid('Password');
    const guess = visit.guess();
    const state = await this.looks.tryPassword(visit, asked.data.password);
    if (state.state === 'failed' && state.reason === 'WrongPassword') throw new ImmFault(403, 'WrongPassword', 'The password is wrong.');
    guess.forgive();
    response.writeHead(204).end();
  }

  async #rename({ visit, request, response }: Call): Promise<void> {
    if (!visit.session.permission.rename) throw new ImmFault(403, 'AccessDenied', 'The session may not rename the document.');
    const asked = RenameRequest.safeParse(await readJSON(request));
    const name = asked.data?.name ?? '';
    if (!isFilename(name) || extensionOf(name) !== extensionOf(visit.filename)) throw invalid('Name');
    visit.filename = name;
    const { version } = await this.looks.describe(visit);
    this.live.renamed(visit, version ?? 0);
    response.writeHead(204).end();
  }
}

/** Of a workbook that is shown as a grid. */
const wantsPages = (url: URL) => url.searchParams.get('as') === 'pages';

/** Editors work on the document itself: nothing has to be prepared. */
function sendReady(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  response.end('{"state":"ready"}\n');
}

/** @throws {ImmFault} */
function pageOf(request: IncomingMessage): string {
  const name = request.headers['x-page'] ?? '';
  if (typeof name !== 'string' || !/^[\w-]{0,64}$/.test(name)) throw invalid('X-Page');
  return name;
}
