/** Secrets that seal refresh tokens: rotated, missing, too short. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createTokenHandler } from '../../server/src/index.js';
import { outcome, post, refreshOf, stubImm, type EndpointAnswer } from '../setup/token-endpoint.js';

const [OLD, NEW, OTHER] = [
  'the old secret of the host, long',
  'the new secret of the host, long',
  'a secret of some other host, long',
] as const;
const open = { action: 'open', sourceURI: 'oss://bucket/report.docx' };
const handlerFor = (secret: string | readonly string[]) =>
  createTokenHandler({ imm: stubImm(), secret, authorize: () => ({ user: { id: 'ada' } }) });
const refreshed = async (secret: string | readonly string[], opened: EndpointAnswer) =>
  outcome(await post(handlerFor(secret), refreshOf(opened)));

describe('a secret is replaced while sessions go on', () => {
  test('both kinds of servers answer the old tokens; the new ones seal with the new secret', async () => {
    const before = await post(handlerFor(OLD), open);
    assert.equal(await refreshed([NEW, OLD], before), '200');
    const during = await post(handlerFor([NEW, OLD]), open);
    assert.equal(await refreshed(NEW, during), '200', 'once the old secret is gone');
    assert.equal(await refreshed(OLD, during), '410 SessionExpired');
    assert.equal(await refreshed(NEW, before), '410 SessionExpired');
    assert.equal(await refreshed([NEW, OTHER], before), '410 SessionExpired');
  });

  test('first a server that only knows it, then one that seals with it: nobody has to open anew', async () => {
    const [stepOne, stepTwo] = [await post(handlerFor([OLD, NEW]), open), await post(handlerFor([NEW, OLD]), open)];
    for (const secret of [
      [OLD, NEW],
      [NEW, OLD],
    ]) {
      assert.equal(await refreshed(secret, stepOne), '200');
      assert.equal(await refreshed(secret, stepTwo), '200');
    }
  });
});

describe('a secret that is none is refused', () => {
  const wrong: [string, unknown, RegExp][] = [
    ['short', 'short', /5 characters; at least 32/],
    ['empty', '', /0 characters; at least 32/],
    ['a list of none', [], /empty list/],
    ['a list with a short one', [NEW, 'short'], /at least 32/],
    ['a list with a variable that is not set', [NEW, undefined], /0 characters; at least 32/],
  ];
  for (const [what, secret, message] of wrong) {
    test(what, () => assert.throws(() => handlerFor(secret as string), { name: 'RangeError', message }));
  }
});

describe('a missing secret', () => {
  const server = fileURLToPath(new URL('../../server/src/index.ts', import.meta.url));
  const program = `
    import { createTokenHandler } from ${JSON.stringify(server)};
    const imm = { projectName: 'p', call: async () => ({}) };
    for (let count = 0; count < 3; count++) createTokenHandler({ imm });
    console.log('started');`;
  const start = (env: Record<string, string>) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { env: { ...process.env, ...env } });

  test('is warned of once for each process', async () => {
    const { stdout, stderr } = await start({ NODE_ENV: 'development' });
    assert.equal(stdout.trim(), 'started');
    assert.equal(stderr.match(/IMM_WEBOFFICE_SECRET/g)?.length, 1, stderr);
    assert.match(stderr, /openssl rand -base64 32/);
  });

  test('is an error in production, with what to do', async () => {
    await assert.rejects(start({ NODE_ENV: 'production' }), /needs `secret` in production: .*openssl rand -base64 32/);
  });

  test('is no error while Next builds the routes', async () => {
    const { stdout } = await start({ NODE_ENV: 'production', NEXT_PHASE: 'phase-production-build' });
    assert.equal(stdout.trim(), 'started');
  });
});
