/**
 * Tells whether a call went over a kept connection. IMM closes idle connections, and a call that meets that moment is cut off although
 * IMM is well. Alibaba's client has no hook for it, so Node's own channel of HTTP requests is listened to.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { Agent, ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

interface Trace {
  request?: ClientRequest;
}

const traces = new AsyncLocalStorage<Trace>();
let isListening = false;

/** The outcome of a call, and how its connection came about. */
export interface TracedCall<T> {
  /** A rejection is kept as a value. */
  result: PromiseSettledResult<T>;
  /** Whether the call went over a kept connection. */
  isReused: boolean;
  /** Closes the idle connections to the same host. Nothing is under way on them. */
  closeIdle: () => void;
}

/** Makes a call of one HTTP request. */
export async function traceReuse<T>(call: () => Promise<T>): Promise<TracedCall<T>> {
  if (!isListening) {
    isListening = true;
    subscribe('http.client.request.start', (message) => {
      const trace = traces.getStore();
      if (trace) trace.request = (message as { request: ClientRequest }).request;
    });
  }
  const trace: Trace = {};
  const [result] = await traces.run(trace, () => Promise.allSettled([call()]));
  return {
    result,
    isReused: trace.request?.reusedSocket === true,
    closeIdle() {
      for (const socket of idleSocketsOf(trace.request)) socket.destroy();
    },
  };
}

/** `ClientRequest.agent` is there in every version of Node that is supported, though its documentation and its types leave it out. */
function idleSocketsOf(request: ClientRequest | undefined): Socket[] {
  if (!request) return [];
  const { agent } = request as { agent?: Agent };
  // A pool may be the host application's as well: its names begin with the host (`agent.getName()`).
  const pools = Object.entries(agent?.freeSockets ?? {}).filter(([name]) => name.startsWith(`${request.host}:`));
  return pools.flatMap(([, sockets]) => sockets ?? []);
}
