import assert from 'node:assert/strict';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';

let storage: Storage;
let office: LocalWebOffice;
let server: Server;
let url: string;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
  const endpoint = nodeEndpoint(office);
  // As behind `express.json()` where the path says so: the body is parsed already.
  server = createServer((incoming, outgoing) => {
    void endpoint(incoming.url === '/parsed' ? Object.assign(incoming, { body: open }) : incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await office.close();
  await storage.remove();
});

const open = { action: 'open', sourceURI: 'oss://test/short.pdf' };
const post = (path: string) =>
  fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(open) });

test('the handler runs on Node’s http server', async () => {
  const response = await post('/');
  assert.equal(response.status, 200);
  assert.ok('accessToken' in ((await response.json()) as object));
});

test('the handler takes a body that middleware has parsed', async () => {
  assert.equal((await post('/parsed')).status, 200);
});

test('a Host that is none is answered, not fatal', async () => {
  const status = await new Promise((resolve) =>
    request(url, { method: 'POST', headers: { host: 'a b' } }, (response) => resolve(response.resume().statusCode)).end(),
  );
  assert.equal(status, 400);
});
