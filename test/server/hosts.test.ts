/** No request ends a host's process: raw sockets against Node's servers and the usual frameworks, each in a process of its own. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import http2 from 'node:http2';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { frameTypes, GOOD_HTTP2, MALFORMED_HTTP2 } from '../setup/node-hosts/malformed-http2.js';
import { MALFORMED } from '../setup/node-hosts/malformed.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';

let storage: Storage;
let office: LocalWebOffice;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
});
after(async () => {
  await office.close();
  await storage.remove();
});

interface Host {
  child: ChildProcess;
  port: number;
}

async function startHost(kind: string): Promise<Host> {
  const script = new URL('../setup/node-hosts/host.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, kind], {
    env: { ...process.env, OFFICE: JSON.stringify({ url: office.url, credential: office.credential }) },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const [line] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [Buffer];
  return { child, port: Number(line.toString()) };
}

/**
 * What comes back for these bytes, until the server closes the connection or has begun to answer.
 * @param breaksOff the client closes its side at once; Node takes that for a client that is gone
 */
async function exchange(port: number, bytes: string, breaksOff: boolean): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined).on('data', (part: Buffer) => (answer += part.toString('latin1')));
  socket.once('data', () => socket.end());
  socket.write(Buffer.from(bytes, 'latin1'), () => breaksOff && socket.end());
  await closed;
  return answer;
}

const ask = (port: number, name: string) => exchange(port, MALFORMED[name]!, /breaks off|empty line/.test(name));

const open = JSON.stringify({ action: 'open', sourceURI: 'oss://test/short.pdf' });

async function isServed(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: open,
  });
  return response.status === 200 && 'accessToken' in ((await response.json()) as object);
}

for (const kind of ['http', 'express 4', 'express 4 with express.json()', 'express 5', 'express 5 with express.json()', 'hono']) {
  describe(`a host on ${kind}`, () => {
    let host: Host;
    before(async () => {
      host = await startHost(kind);
    });
    after(() => host.child.stdin!.end());
    for (const name of Object.keys(MALFORMED)) {
      test(name, async () => {
        const answer = await ask(host.port, name);
        assert.equal(host.child.exitCode, null, 'the process is there');
        assert.match(answer, /^(HTTP\/1\.[01] [2-5]\d\d |$)/, 'a response, or a closed connection');
        assert.doesNotMatch(answer, /\n\s+at /, 'no stack');
        assert.ok(await isServed(host.port), 'a good request is answered');
      });
    }
  });
}

describe('what plain Node answers', () => {
  let host: Host;
  before(async () => {
    host = await startHost('http');
  });
  after(() => host.child.stdin!.end());
  const STATUS: Readonly<Record<string, number>> = {
    TRACE: 405,
    'credentials in Host': 400,
    'a path of two slashes with credentials': 400,
    'a path of two slashes with credentials, posted': 200,
    'absolute form with credentials': 400,
    'a body that is no JSON': 400,
    'a body too large': 400,
    'a handler that throws': 500,
    'a notification whose authenticate throws': 500,
    // It was authenticated, and is no notification.
    'a notification whose authenticate reads the body': 400,
    'a notification without a body': 403,
    'a notification that is too large': 413,
    'a body that is no UTF-8': 400,
    'no Host': 400,
    'a path in Host': 400,
  };
  for (const [name, status] of Object.entries(STATUS)) {
    test(`${status} for ${name}`, async () => {
      assert.equal((await ask(host.port, name)).split(' ')[1], `${status}`);
    });
  }
  test('a path that starts with two slashes is a path of this host', async () => {
    assert.equal((await ask(host.port, 'only slashes')).split(' ')[1], '200');
  });
});

describe('a host on http2', () => {
  let host: Host;
  before(async () => {
    host = await startHost('http2');
  });
  after(() => host.child.stdin!.end());

  /** Undefined when the stream was closed without an answer. */
  async function stream(headers: http2.OutgoingHttpHeaders, body?: string, breaksOff = false): Promise<number | undefined> {
    const session = http2.connect(`http://127.0.0.1:${host.port}`);
    session.on('error', () => undefined);
    const call = session.request({ ':method': 'POST', 'content-type': 'application/json', ...headers }, { endStream: body === undefined });
    let status: number | undefined;
    call.on('response', (answer) => (status = answer[':status'])).on('error', () => undefined);
    const ended = new Promise<void>((resolve) => call.once('close', () => resolve()));
    call.resume();
    if (breaksOff) call.write(body!, () => call.close(http2.constants.NGHTTP2_CANCEL));
    else if (body !== undefined) call.end(body);
    await ended;
    session.destroy();
    return status;
  }

  test('a good request', async () => assert.equal(await stream({}, open), 200));
  test('a path that starts with two slashes is a path of this host', async () => {
    assert.equal(await stream({ ':path': '//u@localhost/' }, open), 200);
  });

  const CASES: Readonly<Record<string, () => Promise<number | undefined>>> = {
    TRACE: () => stream({ ':method': 'TRACE' }),
    GET: () => stream({ ':method': 'GET' }),
    'credentials in :authority': () => stream({ ':authority': 'u:p@localhost' }, open),
    'an absolute path with credentials': () => stream({ ':path': 'http://u:p@localhost/' }, open),
    'a body that breaks off': () => stream({}, '{"action":', true),
    'a body too large': () => stream({}, 'x'.repeat(100_000)),
    'a body that is no JSON': () => stream({}, '{'),
    'a handler that throws': () => stream({ ':path': '/broken' }, open),
    'a notification whose authenticate throws': () => stream({ ':path': '/mns', 'x-throw': '1' }, open),
    'a notification that breaks off': () => stream({ ':path': '/mns' }, '{', true),
  };
  for (const [name, run] of Object.entries(CASES)) {
    test(name, async () => {
      const status = await run();
      assert.ok(status === undefined || (status >= 400 && status <= 500), `${status}`);
      assert.equal(host.child.exitCode, null, 'the process is there');
      assert.equal(await stream({}, open), 200, 'a good request is answered');
    });
  }
  test('bytes of HTTP/1.1', async () => {
    await exchange(host.port, MALFORMED['GET']!, false);
    assert.equal(await stream({}, open), 200);
  });

  /**
   * The types of the frames that come back for these bytes, until the server closes the connection, says that it will, or ends the stream.
   * @param breaksOff the client closes its side at once; Node takes that for a client that is gone
   */
  async function frames(bytes: Buffer, breaksOff: boolean): Promise<string[]> {
    const socket = connect(host.port, '127.0.0.1');
    let answer = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => {
      answer = Buffer.concat([answer, part]);
      // After some errors of the connection, Node keeps the socket for as long as the client does.
      if (frameTypes(answer).some((type) => ['GOAWAY', 'RST_STREAM', 'HEADERS'].includes(type))) socket.destroy();
    });
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.write(bytes, () => breaksOff && socket.end());
    await closed;
    return frameTypes(answer);
  }

  test('raw frames of a good request are answered', async () => {
    assert.ok((await frames(GOOD_HTTP2, false)).includes('HEADERS'));
  });
  for (const [name, bytes] of Object.entries(MALFORMED_HTTP2)) {
    test(`raw frames: ${name}`, async () => {
      await frames(bytes, /reset|breaks off|amid/.test(name));
      assert.equal(host.child.exitCode, null, 'the process is there');
      assert.equal(await stream({}, open), 200, 'a good request is answered');
    });
  }
});

describe('the local WebOffice', () => {
  for (const name of Object.keys(MALFORMED)) {
    test(name, async () => {
      const port = Number(new URL(office.url).port);
      assert.match(await ask(port, name), /^(HTTP\/1\.[01] [2-5]\d\d |$)/, 'a response, or a closed connection');
      assert.equal((await fetch(office.sdkURL)).status, 200);
    });
  }
});
