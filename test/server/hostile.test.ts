/** Clients that mean harm, or give up. */
import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';

let storage: Storage;
let office: LocalWebOffice;
let server: Server;
const unhandled: unknown[] = [];
const hear = (reason: unknown) => void unhandled.push(reason);
before(async () => {
  process.on('unhandledRejection', hear);
  storage = await temporaryStorage();
  office = await startOffice(storage, { lifetimes: { refreshToken: 1 } });
  const endpoint = nodeEndpoint(office);
  server = createServer((request, response) => void endpoint(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
after(async () => {
  process.off('unhandledRejection', hear);
  server.closeAllConnections();
  server.close();
  await office.close();
  await storage.remove();
});

interface Answer {
  accessToken?: string;
  refreshToken?: string;
  error?: { code: string };
}

async function post(body: unknown): Promise<{ status: number; body: Answer }> {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}
const open = (sourceURI: string) => post({ action: 'open', sourceURI, permission: { readonly: true } });

test('a seal that has expired is of no use', async () => {
  const { accessToken, refreshToken } = (await open('oss://test/short.pdf')).body;
  const { status, body } = await post({ action: 'refresh', accessToken, refreshToken });
  assert.deepEqual([status, body.error?.code], [410, 'SessionExpired']);
});

describe('a document outside the folder', () => {
  const tricks = [
    'oss://test/../demo/budget.xlsx',
    'oss://test/%2e%2e/demo/budget.xlsx',
    'oss://test/..%2fdemo%2fbudget.xlsx',
    'oss://test/..\\demo\\budget.xlsx',
    'oss://test/./short.pdf',
    'oss://test//short.pdf',
    'oss://test/short.pdf/../short.pdf',
    'oss://../test/short.pdf',
    'oss://test/link.pdf',
    'oss://test/folder/short.pdf',
    'oss://test/short.pdf\0.docx',
  ];
  before(async () => {
    await symlink('/etc/passwd', `${storage.root}/test/link.pdf`);
    await symlink('/etc', `${storage.root}/test/folder`);
  });
  for (const trick of tricks) {
    test(trick.replace('\0', '\\0'), async () => {
      const { status, body } = await open(trick);
      assert.ok([400, 404].includes(status), `${status}`);
      assert.ok(body.error?.code);
      assert.equal(body.accessToken, undefined);
    });
  }
});

test('thirty thousand brackets are no request', async () => {
  const { status, body } = await post('['.repeat(30_000) + ']'.repeat(30_000));
  assert.deepEqual([status, body.error?.code], [400, 'InvalidRequest']);
});

test('a body that does not come in time is answered with 408, and the connection is closed', async () => {
  const endpoint = nodeEndpoint(office, { bodyTimeout: 50 });
  const impatient = createServer((request, response) => void endpoint(request, response));
  impatient.listen(0, '127.0.0.1');
  await once(impatient, 'listening');
  const socket = connect((impatient.address() as AddressInfo).port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"action":');
  let answer = '';
  socket.on('data', (part: Buffer) => (answer += part.toString()));
  await once(socket, 'close');
  assert.match(answer, /^HTTP\/1\.1 408 /);
  assert.match(answer, /"code":"Timeout","message":"the body did not come within 50 ms"/);
  impatient.close();
  await once(impatient, 'close');
  assert.deepEqual(unhandled, []);
});

test('clients that stop in the middle, and those that give up, keep nobody waiting and leave nothing behind', async () => {
  const { port } = server.address() as AddressInfo;
  const head = 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"action":';
  const slow: Socket[] = [];
  for (let client = 0; client < 20; client++) {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(head);
    await once(server, 'request');
    slow.push(socket);
  }
  assert.equal((await open('oss://test/short.pdf')).status, 200);
  for (const socket of slow) {
    socket.destroy();
    await once(socket, 'close');
  }
  assert.equal((await open('oss://test/short.pdf')).status, 200);
  assert.deepEqual(unhandled, []);
});
