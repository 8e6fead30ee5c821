/** Asks a token endpoint as a browser would, and keeps what it answers. Plain HTTP, because fetch has its own mind about Origin and redirects. */
import { request as requestHTTP, type IncomingHttpHeaders } from 'node:http';
import { request as requestHTTPS } from 'node:https';
import { jsonOrUndefined } from '../../contract/json.js';
import type { Say } from '../words/index.js';

/** A request to the endpoint. Header names are in lower case. */
export interface Asked {
  method: 'GET' | 'POST' | 'OPTIONS';
  headers: Readonly<Record<string, string | undefined>>;
  body?: string;
}

/** What the endpoint answered. A redirect is an answer, and is not followed. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** At most {@link MAX_ANSWER} bytes of the body. */
  text: string;
  /** The body as JSON; undefined when it is none. */
  json: unknown;
  /** Whether the body is longer than `text`. */
  cut: boolean;
  /** When the answer came, ms since the epoch. */
  at: number;
}

/** The element reads no more of an answer than this many bytes. */
export const MAX_ANSWER = 256 * 1024;
/** ms to wait for an answer: half of what the element waits. */
const TIMEOUT = 30_000;

/** There is no answer at all. What it says is one line and holds nothing of the request. */
export class Unreachable extends Error {
  constructor(readonly why: Say) {
    super();
  }
}

/** @throws {Unreachable} */
export async function ask(endpoint: URL, { method, headers, body }: Asked): Promise<Answer> {
  const request = endpoint.protocol === 'https:' ? requestHTTPS : requestHTTP;
  const signal = AbortSignal.timeout(TIMEOUT);
  try {
    return await new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const outgoing = request(endpoint, { method, headers: { ...present(headers), ...length }, signal, agent: false }, (incoming) => {
        const { statusCode: status = 0, headers: told } = incoming;
        const at = Date.now();
        const chunks: Buffer[] = [];
        let size = 0;
        const done = (cut: boolean) => {
          const text = Buffer.concat(chunks).subarray(0, MAX_ANSWER).toString('utf8');
          resolve({ status, headers: told, text, json: jsonOrUndefined(text), cut, at });
        };
        incoming.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size <= MAX_ANSWER) return;
          done(true);
          outgoing.destroy();
        });
        incoming.on('end', () => done(false));
        incoming.on('error', reject);
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EUNKNOWN';
    throw new Unreachable((words) => (signal.aborted ? words.noAnswerWithin(TIMEOUT / 1_000) : words.noAnswer(code)));
  }
}

const present = (headers: Asked['headers']) => Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
