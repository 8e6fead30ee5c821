/** Connections that are kept: those to IMM are given up together, those of the host's own to somewhere else are left alone. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { traceReuse } from '../../server/src/connection-reuse.js';
import { until } from '../setup/until.js';

test('idle connections to the same host are closed, others in the same pool stay', async () => {
  const server = createServer((_, response) => void response.end('ok'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, keepAliveMsecs: 60_000 });
  const get = async (host: string) => {
    // Both names lead to the same server.
    const lookup = (_: string, options: { all?: boolean | undefined }, found: (error: null, address: never, family?: number) => void) =>
      options.all ? found(null, [{ address: '127.0.0.1', family: 4 }] as never) : found(null, '127.0.0.1' as never, 4);
    const [response] = (await once(request({ host, port, agent, lookup }).end(), 'response')) as [IncomingMessage];
    await once(response.resume(), 'end');
  };
  const idle = () =>
    Object.entries(agent.freeSockets)
      .filter(([, sockets]) => sockets?.some(({ destroyed }) => !destroyed))
      .map(([name]) => name.split(':')[0])
      .sort();
  try {
    await get('imm.example');
    await get('other.example');
    await until(() => idle().length === 2, 'two connections that are kept');
    const { isReused, closeIdle } = await traceReuse(() => get('imm.example'));
    assert.equal(isReused, true);
    await until(() => idle().length === 2, 'the connection to be kept again');
    closeIdle();
    assert.deepEqual(idle(), ['other.example']);
  } finally {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  }
});
