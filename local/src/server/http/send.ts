/** Sends what a page shows: text, and PDFs from a file or from memory, whole or in ranges (RFC 9110, 14). */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type { PdfSource } from '../convert/preparation.js';
import type { EditorContent } from '../documents/editor.js';

/** @param text a string, or its bytes in UTF-8 */
export function sendText(response: ServerResponse, text: string | Uint8Array): void {
  const body = typeof text === 'string' ? Buffer.from(text) : text;
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'content-length': body.length, 'cache-control': 'no-store' });
  response.end(body);
}

/** A text in pieces: each is made into bytes when the reader has taken those before. */
export async function sendPieces(response: ServerResponse, pieces: Iterable<string>): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  const bytes = async function* () {
    for (const piece of pieces) {
      yield Buffer.from(piece);
      await setImmediate();
    }
  };
  // A reader that goes away is no error of ours.
  await pipeline(Readable.from(bytes()), response).catch(() => undefined);
}

/** What an editor works on: text, or a document as it is. */
export async function sendContent(response: ServerResponse, content: EditorContent): Promise<void> {
  if ('text' in content) return sendText(response, content.text);
  const { file } = content;
  const size = typeof file === 'string' ? (await stat(file)).size : file.length;
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': size, 'cache-control': 'no-store' });
  // A reader that goes away is no error of ours.
  await pipeline(typeof file === 'string' ? createReadStream(file) : Readable.from([file]), response).catch(() => undefined);
}

/** A PDF, or the one range of it that was asked for: the page reads large documents part by part. */
export async function sendPDF(
  pdf: PdfSource,
  request: IncomingMessage,
  response: ServerResponse,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const size = typeof pdf === 'string' ? (await stat(pdf)).size : pdf.length;
  const headers = { 'content-type': 'application/pdf', 'accept-ranges': 'bytes', 'cache-control': 'no-store', ...more };
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(from ?? 0);
  const end = Math.min(to ? Number(to) : size - 1, size - 1);
  if (from !== undefined && start > end) {
    response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
    return;
  }
  const partial = from === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${size}` };
  response.writeHead(from === undefined ? 200 : 206, { ...headers, ...partial, 'content-length': end - start + 1 });
  const content = typeof pdf === 'string' ? createReadStream(pdf, { start, end }) : Readable.from([pdf.subarray(start, end + 1)]);
  // A reader that goes away is no error of ours.
  await pipeline(content, response).catch(() => undefined);
}

/** Headers that make a browser save what comes as a file (RFC 6266, RFC 8187). Half a surrogate pair in the name is replaced. */
export function attachment(filename: string): Record<string, string> {
  const encoded = encodeURIComponent(Buffer.from(filename).toString()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return { 'content-disposition': `attachment; filename*=UTF-8''${encoded}` };
}
