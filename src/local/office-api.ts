/** What the office page asks the server, see page-api.ts. Every call proves itself with an access token of that very document. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LIMITS, officeTypeOf } from '../contract/formats.js';
import type { Converter } from './convert/converter.js';
import { readText } from './convert/text.js';
import { ImmFault } from './imm-fault.js';
import { sendJSON } from './http.js';
import { firstLines } from './preview-limit.js';
import { kindOf, openDocument, type OpenedDocument } from './opened-document.js';
import type { SessionInfo } from './page-api.js';
import type { Session, SessionStore } from './sessions.js';

export class OfficeApi {
  readonly #documents = new WeakMap<Session, Promise<OpenedDocument>>();

  constructor(
    private readonly sessions: SessionStore,
    private readonly converter: Converter,
  ) {}

  /** @throws {ImmFault} */
  async handle(fileId: string, call: string, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { session, expiresIn } = this.#authenticate(fileId, request);
    switch (`${request.method} ${call}`) {
      case 'POST session':
        return sendJSON(response, 200, await this.#describe(session, expiresIn));
      case 'GET progress':
        return this.#progress(await this.#open(session), expiresIn, response);
      case 'GET content':
        return this.#content(session, await this.#open(session), url.searchParams.get('part') ?? 'whole', request, response);
      default:
        throw new ImmFault(404, 'NotFound', 'There is no such call.');
    }
  }

  #authenticate(fileId: string, request: IncomingMessage): { session: Session; expiresIn: number } {
    const token = /^Bearer ([0-9a-f]+)$/.exec(request.headers.authorization ?? '')?.[1];
    const found = token ? this.sessions.find(token) : undefined;
    if (!found) throw new ImmFault(401, 'InvalidToken', 'The access token is unknown or has expired.');
    if (found.session.fileId !== fileId) throw new ImmFault(403, 'AccessDenied', 'The access token is for another document.');
    return found;
  }

  #open(session: Session): Promise<OpenedDocument> {
    const open = this.#documents.get(session) ?? openDocument(session, this.converter);
    this.#documents.set(session, open);
    return open;
  }

  async #describe(session: Session, expiresIn: number): Promise<SessionInfo> {
    const { file, fileId, filename, permission, user, hidecmb, cachePreview, previewPages, watermark } = session;
    await stat(file.path).catch(() => {
      throw new ImmFault(404, 'FileNotFound', 'The document is not there any more.');
    });
    if (file.size > LIMITS.fileSize) throw new ImmFault(413, 'FileTooLarge', 'The document is larger than 200 MB.');
    // The conversion starts while the page is still getting ready to watch it.
    void this.#open(session).catch(() => undefined);
    return {
      fileInfo: {
        id: fileId,
        name: filename,
        officeType: officeTypeOf(filename) ?? 'w',
        size: file.size,
        createTime: file.createTime,
        modifyTime: file.modifyTime,
      },
      kind: kindOf(filename),
      permission,
      user,
      expiresIn,
      hidecmb,
      cachePreview,
      ...(previewPages !== undefined && { previewPages }),
      ...(watermark && { watermark }),
    };
  }

  /** One line of JSON per change, until the document is ready, has failed, or the token ends. */
  #progress({ preparation }: OpenedDocument, expiresIn: number, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    const gone = new AbortController();
    const limit = setTimeout(() => response.end(), expiresIn);
    response.once('close', () => (clearTimeout(limit), gone.abort()));
    preparation.watch((progress) => {
      response.write(`${JSON.stringify(progress)}\n`);
      if (preparation.done) response.end();
    }, gone.signal);
  }

  async #content(
    { previewPages }: Session,
    document: OpenedDocument,
    part: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { kind, path, preparation } = document;
    if (kind !== 'pages')
      return send(
        response,
        200,
        'text/plain; charset=utf-8',
        Buffer.from(previewPages === undefined ? await readText(path) : firstLines(await readText(path), previewPages)),
      );
    if (part === 'head' && preparation.head) return send(response, 200, 'application/pdf', preparation.head);
    if (part !== 'whole' || !preparation.whole) throw new ImmFault(409, 'NotReady', 'The document is not ready yet.');
    return sendFile(preparation.whole, request, response);
  }
}

function send(response: ServerResponse, status: number, type: string, body: Buffer): void {
  response.writeHead(status, { 'content-type': type, 'content-length': body.length, 'cache-control': 'no-store' });
  response.end(body);
}

/** A PDF, or the one range of it that was asked for (RFC 9110, 14): pdf.js reads large documents page by page. */
async function sendFile(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { size } = await stat(path);
  const headers = { 'content-type': 'application/pdf', 'accept-ranges': 'bytes', 'cache-control': 'no-store' };
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(from ?? 0);
  const end = Math.min(to ? Number(to) : size - 1, size - 1);
  if (from !== undefined && start > end) {
    response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
    return;
  }
  const partial = from === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${size}` };
  response.writeHead(from === undefined ? 200 : 206, { ...headers, ...partial, 'content-length': size === 0 ? 0 : end - start + 1 });
  const content = size === 0 ? Readable.from([]) : createReadStream(path, { start, end });
  // A reader that goes away is no error of ours.
  await pipeline(content, response).catch(() => undefined);
}
