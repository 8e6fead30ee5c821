/** What IMM's limits and its silences do to the endpoint: IMM is an HTTP server that throttles, or does not answer. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, test } from 'node:test';
import { inspect } from 'node:util';
import { createImmClient, createTokenHandler, ImmError, type ImmClient, type TokenHandler } from '../../server/src/index.js';

let imm: Server;
afterEach(() => {
  imm.closeAllConnections();
  imm.close();
});

/** @param answer to the call with this number, from 0 */
async function startImm(answer: (call: number, response: ServerResponse) => void): Promise<ImmClient> {
  let calls = 0;
  imm = createServer((request, response) => {
    request.resume();
    answer(calls++, response);
  });
  imm.listen(0, '127.0.0.1');
  await once(imm, 'listening');
  const endpoint = `http://127.0.0.1:${(imm.address() as AddressInfo).port}`;
  const credential = { accessKeyId: 'id', accessKeySecret: 'secret' };
  return createImmClient({ regionId: 'cn-shanghai', projectName: 'project', endpoint, credential });
}

const json = (response: ServerResponse, status: number, body: unknown, headers = {}) =>
  void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const throttle = (response: ServerResponse, headers = {}) =>
  json(response, 429, { Code: 'Throttling.User', Message: 'Request was denied due to user flow control.', RequestId: 'R' }, headers);
const grant = (response: ServerResponse) =>
  json(response, 200, {
    ...{ RequestId: 'R', WebofficeURL: 'https://office.example/office/f/1', AccessToken: 'a'.repeat(32), RefreshToken: 'b'.repeat(32) },
    ...{ AccessTokenExpiredTime: '2099-01-01T00:30:00Z', RefreshTokenExpiredTime: '2099-01-02T00:00:00Z' },
  });

const handlerFor = (client: ImmClient) =>
  createTokenHandler({ imm: client, authorize: () => ({ user: { id: '1' } }), onError: () => undefined });

async function open(handler: TokenHandler) {
  const body = JSON.stringify({ action: 'open', sourceURI: 'oss://bucket/report.pdf' });
  const response = await handler(
    new Request('https://host.example/', { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
  );
  return { status: response.status, retryAfter: response.headers.get('retry-after') };
}

for (const words of [
  'Specified signature does not match our calculation. server StringToSign is [ACS3-HMAC-SHA256\n0f] server CanonicalRequest is [POST\n/\n\nx-acs-security-token:token-of-sts\n]',
  'Specified signature is not matched with our calculation. server string to sign is:POST&%2F&SecurityToken%3Dtoken-of-sts',
]) {
  test(`what IMM repeats of the request is in no error: ${words.slice(0, 40)}…`, async () => {
    const client = await startImm((_, response) => json(response, 400, { Code: 'SignatureDoesNotMatch', Message: words, RequestId: 'R' }));
    const error = await client.call('GenerateWebofficeToken', {}).catch((reason: unknown) => reason);
    assert.ok(error instanceof ImmError);
    assert.equal(error.code, 'SignatureDoesNotMatch');
    assert.match(error.message, /^Specified signature .* calculation\.$/);
    assert.doesNotMatch(inspect(error, { depth: null, showHidden: true }), /token-of-sts/);
  });
}

test('an open that IMM throttles is tried once more', async () => {
  const client = await startImm((call, response) => (call === 0 ? throttle(response) : grant(response)));
  assert.equal((await open(handlerFor(client))).status, 200);
});

test('a call whose connection is cut off is made once more, on another; who cuts off all is not asked without end', async () => {
  let calls = 0;
  const client = await startImm((call, response) => {
    calls = call + 1;
    if (call === 0 || call > 1) response.socket!.destroy();
    else grant(response);
  });
  assert.equal((await open(handlerFor(client))).status, 200);
  assert.equal((await open(handlerFor(client))).status, 503);
  // One over the kept connection, one over a new one, and one retry.
  assert.equal(calls, 5);
});

test('kept connections that IMM closes when they are used again cost no retry: of 60 opens after a burst, none fails', async () => {
  const closed = new Set<Socket>();
  const sockets = new Set<Socket>();
  const client = await startImm((_call, response) => grant(response));
  imm.on('connection', (socket: Socket) => void sockets.add(socket));
  // The first call on a connection of the burst is answered, the second is cut off: what an idle limit looks like from here.
  imm.prependListener('request', (request: IncomingMessage) => closed.has(request.socket) && request.socket.destroy());
  const handler = handlerFor(client);
  const burst = async () => (await Promise.all(Array.from({ length: 60 }, () => open(handler)))).map(({ status }) => status);
  assert.deepEqual(new Set(await burst()), new Set([200]));
  sockets.forEach((socket) => closed.add(socket));
  assert.ok(closed.size > 20, 'there are more kept connections than retries in the budget');
  assert.deepEqual(new Set(await burst()), new Set([200]));
});

test('a pool that a proxy has dropped costs no retry: of 60 opens one after the other, after a burst of 300, none fails', async () => {
  const used = new Set<Socket>();
  let isDropped = false;
  const client = await startImm((_call, response) => grant(response));
  imm.prependListener('request', ({ socket }: IncomingMessage) => {
    if (isDropped && used.has(socket)) socket.destroy();
    else used.add(socket);
  });
  const handler = handlerFor(client);
  await Promise.all(Array.from({ length: 300 }, () => open(handler)));
  const dropped = new Set(used);
  isDropped = true;
  for (let count = 0; count < 60; count++) assert.equal((await open(handler)).status, 200, `open ${count}`);
  assert.ok(dropped.size > 200, 'the pool was larger than the retries of all opens');
});

test('an overload is not doubled: of a hundred throttled opens twenty at most are tried again; Retry-After is passed on in seconds', async () => {
  let calls = 0;
  const client = await startImm((call, response) => {
    calls = call + 1;
    throttle(response, { 'x-acs-retry-after': '1500' });
  });
  const handler = handlerFor(client);
  const answers = await Promise.all(Array.from({ length: 100 }, () => open(handler)));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([429]));
  assert.equal(answers[0]?.retryAfter, '2');
  assert.ok(calls > 100 && calls <= 120, `${calls} calls`);
});

test('a refresh that IMM throttles is the browser’s to try again', async () => {
  let calls = 0;
  const client = await startImm((call, response) => {
    calls = call + 1;
    throttle(response);
  });
  await assert.rejects(client.call('RefreshWebofficeToken', {}), { code: 'Throttling.User', retryAfter: undefined });
  assert.equal(calls, 1);
});

test('while a thousand calls wait for an IMM that hangs, the next is answered at once; afterwards all is well', async () => {
  const hanging: ServerResponse[] = [];
  let arrived = () => {};
  const all = new Promise<void>((resolve) => (arrived = resolve));
  const client = await startImm((call, response) => {
    if (call >= 1_000) return grant(response);
    hanging.push(response);
    if (hanging.length === 1_000) arrived();
  });
  const handler = handlerFor(client);
  const waiting = Array.from({ length: 1_000 }, () => client.call('RefreshWebofficeToken', {}));
  await all;
  assert.equal((await open(handler)).status, 503);
  hanging.forEach(grant);
  await Promise.all(waiting);
  assert.equal((await open(handler)).status, 200);
});
