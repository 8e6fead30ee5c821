/** `imm-weboffice check`: finds nothing where nothing is wrong, and each defect by its name where there is one. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { runCheck } from '../../src/cli/check/run.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { toNodeHandler } from '../../server/src/index.js';
import { startOffice, temporaryStorage, tokenHandlerFor, type Storage } from '../setup/offices.js';
import { DEFECTS } from './defects.js';
import { APP, SRC, startEndpoint } from './endpoint.js';
import { run } from './program.js';

interface Outcome {
  code: 0 | 1;
  /** Lines of what is not ok, e.g. `wrong the pair rotates: …`. */
  found: string[];
  text: string;
}

async function check(url: string, src = SRC, more: { origin?: string; headers?: Record<string, string> } = {}): Promise<Outcome> {
  const lines: string[] = [];
  const endpoint = new URL(url);
  const code = await runCheck({ endpoint, src, headers: {}, origin: endpoint.origin, ...more }, (line) => lines.push(line));
  const found = lines.filter((line) => /^ {2}(warning|wrong) /.test(line)).map((line) => line.trim().replace(/ +/g, ' '));
  return { code, found, text: lines.join('\n') };
}

describe('our own handler', () => {
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

  // Only a page on this machine trusts a local WebOffice.
  for (const origin of [undefined, 'http://localhost:5173']) {
    test(`has nothing to mend, asked by ${origin ?? 'a page of its own'}`, async () => {
      const server = createServer((request, response) => void handler(request, response));
      const handler = toNodeHandler(tokenHandlerFor(office, { allowedOrigins: ['http://localhost:5173'] }));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/weboffice`;
      const { code, found } = await check(url, 'oss://demo/annual-report.docx', origin ? { origin } : {});
      server.close();
      assert.deepEqual({ code, found }, { code: 0, found: [] });
    });
  }
});

describe('a small endpoint', () => {
  for (const origin of [undefined, APP]) {
    test(`that keeps the contract, asked by ${origin ?? 'a page of its own'}`, async () => {
      const { url, close } = await startEndpoint();
      const { code, found } = await check(url, SRC, origin ? { origin } : {});
      await close();
      assert.deepEqual({ code, found }, { code: 0, found: [] });
    });
  }

  for (const [what, defect, expected, origin] of DEFECTS) {
    test(`with ${what}`, async () => {
      const { url, close } = await startEndpoint(defect);
      const { code, found, text } = await check(url, SRC, origin ? { origin } : {});
      await close();
      assert.ok(
        found.some((line) => expected.test(line)),
        text,
      );
      assert.equal(code, found.some((line) => line.startsWith('wrong')) ? 1 : 0);
      // No token of this endpoint, none of its secrets.
      assert.doesNotMatch(text, /[0-9a-f]{8}-[0-9a-f]{4}-|hunter2|next=secret/);
    });
  }

  test('that nobody answers for is one finding, not thirty', async () => {
    const { url, close } = await startEndpoint();
    await close();
    const { code, found } = await check(url);
    assert.equal(code, 1);
    assert.equal(found.length, 1);
    assert.match(found[0]!, /^wrong the endpoint answers: no answer \(ECONNREFUSED\)/);
  });

  test('as a program: headers are sent, none is shown', async () => {
    const { url, close } = await startEndpoint((_, { method, headers: { cookie } }) =>
      method === 'OPTIONS' || cookie === 'session=hunter2'
        ? undefined
        : { status: 401, body: { error: { code: 'Unauthenticated', message: `no session in ${cookie}` } } },
    );
    const words = ['check', url, '--src', SRC];
    const signedIn = await run('imm-weboffice', ...words, '--header', 'Cookie: session=hunter2');
    const stranger = await run('imm-weboffice', ...words);
    const mistaken = await run('imm-weboffice', ...words, '--header', 'Cookie: session=hunter3');
    await close();
    assert.deepEqual([signedIn.code, signedIn.errors], [0, '']);
    assert.deepEqual([stranger.code, stranger.errors], [1, '']);
    assert.doesNotMatch(mistaken.output, /hunter3/);
    assert.match(mistaken.output, /wrong +errors repeat no token/);
  });
});
