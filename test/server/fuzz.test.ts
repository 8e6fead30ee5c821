/** Whatever comes in, the answer is one of the contract. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { Credentials, unwrap } from '../../src/contract/credentials.js';
import { ENDPOINT_ERRORS, EndpointError } from '../../src/contract/errors.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { toNodeHandler } from '../../server/src/index.js';
import { startOffice, temporaryStorage, tokenHandlerFor, type Storage } from '../setup/offices.js';

let storage: Storage;
let office: LocalWebOffice;
const told: unknown[] = [];
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { onError: (error) => told.push(error) });
});
after(async () => {
  await office.close();
  await storage.remove();
});

const sourceURI = fc.oneof(
  fc.string(),
  fc.constantFrom('oss://test/short.pdf', 'oss://test/../demo/budget.xlsx', 'oss://test/%00', 'oss://__proto__/x.pdf'),
);
const wish = fc.record(
  {
    action: fc.constantFrom('open', 'refresh', 'constructor'),
    sourceURI,
    filename: fc.string({ unit: 'binary' }),
    permission: fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('readonly', 'copy', 'print', 'export'), fc.boolean())),
    previewPages: fc.oneof(fc.double(), fc.integer(), fc.string()),
    watermark: fc.jsonValue(),
    user: fc.jsonValue(),
    accessToken: fc.string(),
    refreshToken: fc.string(),
  },
  { requiredKeys: ['action'] },
);

test('the token endpoint: 4,000 requests, and none is answered outside the contract', async () => {
  const handler = tokenHandlerFor(office, { onError: (error) => told.push(error) });
  const body = fc.oneof(
    wish.map((value) => JSON.stringify(value)),
    fc.json(),
    fc.string({ unit: 'binary' }),
  );
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom('application/json', 'text/plain'), async (text, type) => {
      const request = new Request('https://host.example/', { method: 'POST', body: text, headers: { 'content-type': type } });
      const response = await handler(request);
      const answer: unknown = await response.json();
      if (response.status === 200) return void Credentials.parse(unwrap(answer));
      const { code, message } = EndpointError.parse(answer).error;
      assert.equal(response.status, ENDPOINT_ERRORS[code]);
      assert.ok(response.status < 500, message);
      assert.ok(!/\n\s+at /.test(message), 'no stack');
    }),
    { numRuns: 4_000 },
  );
  assert.deepEqual(told, [], 'nothing went wrong inside');
});

/** Bytes that are nearly HTTP/1.1: each part as it should be, or anything. */
const rawRequest = fc
  .record({
    method: fc.oneof(fc.constantFrom('POST', 'GET', 'TRACE', 'OPTIONS', 'post'), fc.string({ maxLength: 8 })),
    target: fc.oneof(fc.constantFrom('/', '//u@localhost/', 'http://u:p@localhost/', '*', '/%'), fc.webPath(), fc.string()),
    host: fc.oneof(fc.constantFrom('localhost', 'u@localhost', '[::1', ''), fc.string()),
    headers: fc.array(fc.tuple(fc.constantFrom('content-type', 'transfer-encoding', 'expect', 'x-forwarded-proto', 'cookie'), fc.string())),
    length: fc.option(fc.integer({ min: -1, max: 300 })),
    body: fc.oneof(
      wish.map((value) => JSON.stringify(value)),
      fc.string(),
    ),
  })
  .map(({ method, target, host, headers, length, body }) => {
    const lines = [`${method} ${target} HTTP/1.1`, `host: ${host}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
    return `${[...lines, `content-length: ${length ?? Buffer.byteLength(body)}`].join('\r\n')}\r\n\r\n${body}`;
  });

test('the token endpoint on a Node host: 1,000 requests on raw sockets, each ends, and a good one is answered afterwards', async () => {
  const handle = toNodeHandler(tokenHandlerFor(office));
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await fc.assert(
    fc.asyncProperty(rawRequest, async (bytes) => {
      const socket = connect(port, '127.0.0.1');
      let answer = '';
      socket.on('error', () => undefined).on('data', (part: Buffer) => (answer += part.toString('latin1')));
      socket.end(bytes);
      await new Promise((resolve) => socket.once('close', resolve));
      const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? [];
      assert.ok(answer === '' || (Number(status) >= 100 && Number(status) < 500), answer);
    }),
    { numRuns: 1_000 },
  );
  const body = JSON.stringify({ action: 'open', sourceURI: 'oss://test/short.pdf' });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body });
  Credentials.parse(unwrap(await response.json()));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
