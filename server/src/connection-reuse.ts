/**
 * Tells whether a call went over a kept connection. IMM closes idle connections, and a call that meets that moment is cut off although
 * IMM is well. Alibaba's client has no hook for it, so Node's own channel of HTTP requests is listened to.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

interface Trace {
  request?: ClientRequest;
}

const traces = new AsyncLocalStorage<Trace>();
let isListening = false;

/** Makes a call of one HTTP request. @returns what it gives, and whether it went over a kept connection; a rejection is kept as a value */
export async function traceReuse<T>(call: () => Promise<T>): Promise<{ result: PromiseSettledResult<T>; isReused: boolean }> {
  if (!isListening) {
    isListening = true;
    subscribe('http.client.request.start', (message) => {
      const trace = traces.getStore();
      if (trace) trace.request = (message as { request: ClientRequest }).request;
    });
  }
  const trace: Trace = {};
  const [result] = await traces.run(trace, () => Promise.allSettled([call()]));
  return { result, isReused: trace.request?.reusedSocket === true };
}
