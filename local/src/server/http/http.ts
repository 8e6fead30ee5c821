/** Small things every room of the server needs. */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { jsonOrUndefined } from 'imm-weboffice/contract';
import { ImmFault } from '../imm-fault.js';

/** Largest body taken unless more is expected, bytes. IMM's parameters are far smaller. */
const MAX_BODY = 256 * 1024;

/** @param most bytes @throws {ImmFault} when the body is too large */
export async function readBody(request: IncomingMessage, most = MAX_BODY): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Puts the body into a file that only this user can read. @param most bytes @throws {ImmFault} when the body is too large */
export async function receiveBody(request: IncomingMessage, path: string, most: number): Promise<void> {
  let size = 0;
  const limited = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > most) throw tooLarge(most);
      yield chunk;
    }
  };
  await pipeline(request, limited, createWriteStream(path, { mode: 0o600 })).catch(async (error: unknown) => {
    await rm(path, { force: true });
    throw error;
  });
}

const tooLarge = (most: number) => new ImmFault(413, 'RequestTooLarge', `The body may have ${most} bytes at most.`);

/** The body as JSON, or undefined when it is none. @throws {ImmFault} when it is too large */
export async function readJSON(request: IncomingMessage): Promise<unknown> {
  return parseJSON(await readBody(request));
}

/** Undefined when it is no JSON. */
export function parseJSON(body: Buffer): unknown {
  return jsonOrUndefined(body.toString('utf8'));
}

export function sendJSON(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
