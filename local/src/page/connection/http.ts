/** What can go wrong on the way to the server, retries, and lines of JSON. */
import type { TroubleCode } from '../words/codes.js';
import * as z from 'zod/mini';
import { ApiError, FailureCode, FailureReason } from '../../shared/page-api.js';
import { sleep } from '../base/clock.js';

/** Codes of the server that say why. */
const ServerCode = z.enum([...FailureCode.options, ...FailureReason.options, 'RefererDenied', 'Throttling']);

/** Carries a code and, for `EngineMissing`, the server's hint; never a token, URL or stack. */
export class Trouble extends Error {
  constructor(
    readonly code: TroubleCode,
    readonly detail?: string,
  ) {
    super(code);
    this.name = 'Trouble';
  }
}

/** The trouble an answer that is not 2xx means. */
export async function troubleOf(response: Response): Promise<Trouble> {
  if (response.status === 401) return new Trouble('GetTokenFailed');
  const body = ApiError.safeParse(await response.json().catch(() => null));
  const code = ServerCode.safeParse(body.data?.Code);
  if (code.success) return new Trouble(code.data, code.data === 'EngineMissing' ? body.data?.Message : undefined);
  if (response.status === 403) return new Trouble('PermissionDenied');
  if (response.status === 404) return new Trouble('FileNotFound');
  // A busy or restarting server is worth another try, like a cable pulled out.
  return new Trouble('Network');
}

/** Whatever was thrown, as trouble: `fetch` throws TypeErrors when the network is gone. */
export function asTrouble(error: unknown): Trouble {
  return error instanceof Trouble ? error : new Trouble(error instanceof TypeError ? 'Network' : 'DocumentBroken');
}

/** First pause between tries and the longest, ms. */
const firstPause = 500;
const longestPause = 30_000;

/** ms to wait after so many failures; doubled each time, with jitter so that many pages do not come back in step. */
export function pause(failures: number): number {
  return Math.min(firstPause * 2 ** failures, longestPause) * (0.75 + Math.random() / 2);
}

/** Repeats `attempt` while the network is the trouble. */
export async function retrying<T>(attempt: () => Promise<T>, tries: number, signal: AbortSignal): Promise<T> {
  for (let done = 1; ; done++) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      const network = error instanceof TypeError || (error instanceof Trouble && error.code === 'Network');
      if (!network) throw error;
      if (done >= tries) throw new Trouble('Network');
      await sleep(pause(done - 1), signal);
    }
  }
}

/** The lines of a streamed body, without their line breaks. */
export async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += decoder.decode(value, { stream: !done });
      const parts = rest.split('\n');
      rest = done ? '' : (parts.pop() ?? '');
      yield* parts.filter((part) => part.trim() !== '');
      if (done) return;
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}
