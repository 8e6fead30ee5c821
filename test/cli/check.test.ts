/** `imm-weboffice check`: finds nothing where nothing is wrong, and each defect by its name where there is one. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { checkAsJSON, checkForPeople } from '../../src/cli/check/run.js';
import type { Target } from '../../src/cli/command-line.js';
import { en } from '../../src/cli/words/en.js';
import { zh } from '../../src/cli/words/zh.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { toNodeHandler } from '../../server/src/index.js';
import { startOffice, temporaryStorage, tokenHandlerFor, type Storage } from '../setup/offices.js';
import { DEFECTS } from './defects.js';
import { APP, OTHER_USER, SRC, USER, startEndpoint } from './endpoint.js';
import { run } from './program.js';

interface Outcome {
  code: 0 | 1;
  /** Lines of what is not ok, e.g. `wrong the pair rotates: …`. */
  found: string[];
  text: string;
}

async function check(url: string, src = SRC, more: Partial<Target> = {}): Promise<Outcome> {
  const lines: string[] = [];
  const endpoint = new URL(url);
  const users = { headers: USER, otherHeaders: OTHER_USER };
  const code = await checkForPeople({ endpoint, src, ...users, origin: endpoint.origin, ...more }, en, (line) => lines.push(line));
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
      const handler = toNodeHandler(
        tokenHandlerFor(office, {
          allowedOrigins: ['http://localhost:5173'],
          authorize: ({ request }) => {
            const [, name] = /^session=hunter2-of-(ada|bob)$/.exec(request.headers.get('cookie') ?? '') ?? [];
            return name ? { user: { id: name, name }, permission: { copy: true } } : undefined;
          },
        }),
      );
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

  for (const [what, status, body] of [
    ['not there', 404, '<h1>Not Found'],
    ['a single-page application’s', 200, '<!doctype html>'],
  ] as const) {
    test(`whose path is ${what} is one finding, and the rest is skipped`, async () => {
      const { url, close } = await startEndpoint(() => ({ status, headers: { 'content-type': 'text/html' }, body }));
      const { code, found, text } = await check(url);
      await close();
      assert.equal(code, 1);
      assert.equal(found.length, 1, text);
      assert.match(text, /\n1 ok, 0 warnings, 1 wrong, \d\d skipped \(an earlier check failed\)/);
    });
  }

  test('that everybody may use is right only where that is meant', async () => {
    const { url, close } = await startEndpoint((_, asked, ask) => ask({ headers: { ...asked.headers, ...USER } }));
    const stranger = { headers: {}, otherHeaders: undefined };
    const [meant, not] = [await check(url, SRC, { ...stranger, isPublic: true }), await check(url, SRC, stranger)];
    await close();
    assert.deepEqual([meant.code, meant.found], [0, []]);
    assert.match(meant.text, /not checked: who may open/);
    assert.equal(not.code, 1);
  });

  test('in Chinese: every line, whatever is wrong', async () => {
    const { url, close } = await startEndpoint((reply, { json }) =>
      json.action === 'refresh' ? { status: 500, body: 'x' } : { headers: { ...reply.headers, 'cache-control': 'public' } },
    );
    const lines: string[] = [];
    await checkForPeople({ endpoint: new URL(url), src: SRC, headers: {}, origin: APP }, zh, (line) => lines.push(line));
    await close();
    const words = lines.join('\n').split('\n').filter(Boolean);
    for (const line of words) assert.match(line, /[\u4e00-\u9fff]/);
    assert.match(lines.join('\n'), /跳过 \d+ 项（前置检查未通过）/);
  });

  test('as JSON: every check by its id', async () => {
    const { url, close } = await startEndpoint((reply) => (reply.status === 410 ? error500 : undefined));
    const lines: string[] = [];
    const target = { endpoint: new URL(`${url}?key=hunter2`), src: SRC, headers: USER, origin: new URL(url).origin };
    const code = await checkAsJSON(target, en, (line) => lines.push(line));
    await close();
    const report = JSON.parse(lines.join('\n')) as {
      ok: boolean;
      counts: Record<string, number>;
      checks: { id: string; level: string; why?: string; fix?: string }[];
    };
    assert.deepEqual([code, report.ok, lines.length], [1, false, 1]);
    assert.doesNotMatch(lines[0]!, /hunter2/);
    assert.equal(report.counts['wrong'], report.checks.filter(({ level }) => level === 'wrong').length);
    const used = report.checks.find(({ id }) => id === 'used-refresh-token');
    assert.match(used?.why ?? '', /500/);
    assert.match(used?.fix ?? '', /SessionExpired/);
  });

  test('as a program: headers are sent, none is shown; the language is the shell’s or the one that is asked for', async () => {
    const { url, close } = await startEndpoint((reply, { headers: { cookie } }) =>
      reply.status === 401 ? { body: { error: { code: 'Unauthenticated', message: `no session in ${cookie}` } } } : undefined,
    );
    const words = ['check', url, '--src', SRC];
    const users = ['--header', `Cookie: ${USER.cookie}`, '--other-header', `Cookie: ${OTHER_USER.cookie}`];
    const signedIn = await run('imm-weboffice', ...words, ...users, '--lang', 'en');
    const stranger = await run('imm-weboffice', ...words, '--lang', 'zh');
    const mistaken = await run('imm-weboffice', ...words, '--header', 'Cookie: session=hunter3-hunter3', '--lang=en');
    const unasked = await run('imm-weboffice', 'check', url, '--lang', 'zh-CN');
    await close();
    assert.deepEqual([signedIn.code, signedIn.errors], [0, ''], signedIn.output);
    assert.deepEqual([stranger.code, stranger.errors], [1, '']);
    assert.match(stranger.output, /错误 +端点能打开 --src：返回 401 Unauthenticated/);
    assert.doesNotMatch(mistaken.output, /hunter3/);
    assert.match(mistaken.output, /wrong +errors repeat no token/);
    assert.deepEqual(unasked, {
      code: 2,
      output: '',
      errors: 'imm-weboffice: 缺少 --src：请指定端点可以打开的文档，例如 --src oss://my-bucket/report.docx\n',
    });
  });
});

const error500 = { status: 500, body: { error: { code: 'InternalError', message: 'no' } } };
