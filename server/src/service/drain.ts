/** The end of a service: nobody who is being answered loses the answer. */
import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/**
 * Stops listening after `delay` ms, and waits for what is being answered, `timeout` ms at most. Connections that are idle are closed at once.
 * @param times in ms
 */
export async function drain(servers: readonly Server[], { delay, timeout }: { delay: number; timeout: number }): Promise<void> {
  if (delay > 0) await setTimeout(delay);
  const closed = servers.map((server) => {
    // A connection that becomes idle now would stay open for its whole keep-alive time.
    server.on('request', (_, outgoing) => outgoing.setHeader('connection', 'close'));
    server.keepAliveTimeout = 1;
    return new Promise((resolve) => server.close(resolve));
  });
  const late = new AbortController();
  const cut = setTimeout(timeout, undefined, { signal: late.signal }).then(
    () => servers.forEach((server) => server.closeAllConnections()),
    () => undefined,
  );
  await Promise.all(closed);
  late.abort();
  await cut;
}
