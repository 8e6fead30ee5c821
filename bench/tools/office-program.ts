/** A local WebOffice with token endpoints in a process of its own, so that what is measured of it is its own: `office-process.ts` starts it. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalWebOffice } from '../../local/src/index.js';
import { createTokenHandler, toNodeHandler, type ImmClient } from '../../server/src/index.js';
import { nodeEndpoint } from '../../test/setup/offices.js';
import { watchLoop } from './event-loop.js';

const [root, cacheFolder] = process.argv.slice(2) as [string, string];
const office = await createLocalWebOffice({ root, cacheFolder });

/** Answers at once, as no real one could: what is left is the handler's own work. */
const standIn: ImmClient = {
  projectName: 'local',
  call: () =>
    Promise.resolve({
      WebofficeURL: `${office.url}/office/f/0000000000000000000000000000000000000000?_w_tokentype=1`,
      AccessToken: 'a'.repeat(64),
      RefreshToken: 'r'.repeat(64),
      AccessTokenExpiredTime: new Date(Date.now() + 1_800_000).toISOString(),
      RefreshTokenExpiredTime: new Date(Date.now() + 86_400_000).toISOString(),
    }),
};
const real = nodeEndpoint(office);
const alone = toNodeHandler(createTokenHandler({ imm: standIn, secret: randomUUID(), authorize: () => ({ user: { id: 'tester' } }) }));
const server = createServer((request, response) => void (request.url === '/stand-in' ? alone : real)(request, response));
server.listen(0, '127.0.0.1', () => {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.send?.({ url: office.url, credential: office.credential, endpoint });
});

const loop = watchLoop();
process.on('message', (question: 'memory' | 'loop') => {
  if (question === 'loop') return process.send?.({ ...loop.read(), memory: process.memoryUsage().rss });
  (globalThis as { gc?: () => void }).gc?.();
  return process.send?.({ memory: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit());
