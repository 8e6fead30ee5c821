/** A right that the host takes away, or a grant that becomes another one, while a document is open. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OpenRequest } from '../../src/contract/requests.js';
import { createTokenHandler, type Grant } from '../../server/src/index.js';
import { outcome, post, refreshOf, stubImm } from '../setup/token-endpoint.js';

const EVERYTHING = { readonly: false, rename: true, history: true, copy: true, export: true, print: true };
const open = { action: 'open', sourceURI: 'report-17', filename: 'report.docx', permission: EVERYTHING, previewPages: 20 };
const FULL: Grant = {
  user: { id: 'ada', name: 'Ada' },
  sourceURI: 'oss://bucket/report.docx',
  permission: EVERYTHING,
  previewPages: 10,
  watermark: { type: 1, value: 'Ada', rotate: -0.5 },
};

/** Opens under one grant and refreshes under another. */
async function refreshUnder(later: Grant, { first = FULL, asked = {} }: { first?: Grant; asked?: Partial<OpenRequest> } = {}) {
  let grant = first;
  const imm = stubImm();
  const handler = createTokenHandler({ imm, secret: 'a secret of thirty-two characters', authorize: () => grant });
  const opened = await post(handler, { ...open, ...asked });
  assert.equal(opened.status, 200, JSON.stringify(opened.body));
  grant = later;
  const answer = await post(handler, refreshOf(opened));
  const again = await post(handler, { ...open, ...asked });
  return {
    ...{ result: outcome(answer), message: answer.body.error?.message ?? '' },
    refreshes: imm.calls.filter(({ action }) => action === 'RefreshWebofficeToken').length,
    haveRightsChanged: opened.body.rights !== again.body.rights,
    reopenedWith: imm.calls.at(-1)!.parameters,
  };
}

describe('the session ends at the next refresh, and the open that follows has the new rights', () => {
  const without = (name: keyof typeof EVERYTHING): Grant => ({
    ...FULL,
    permission: { ...EVERYTHING, [name]: name === 'readonly' },
  });
  const cases: [what: string, later: Grant, message: RegExp, first?: Grant][] = [
    ['editing is taken away', without('readonly'), /no longer grants editing/],
    ['copying is taken away', without('copy'), /no longer grants copy/],
    ['exporting is taken away', without('export'), /no longer grants export/],
    ['printing is taken away, and exporting with it', without('print'), /no longer grants (print|export)/],
    ['history is taken away', without('history'), /no longer grants history/],
    ['renaming is taken away', without('rename'), /no longer grants rename/],
    ['every permission is gone', { user: FULL.user, sourceURI: FULL.sourceURI!, watermark: FULL.watermark! }, /no longer grants editing/],
    ['fewer pages', { ...FULL, previewPages: 9 }, /fewer pages/],
    ['pages have a limit now', { ...FULL, previewPages: 15 }, /fewer pages/, { ...FULL, previewPages: 20 }],
    ['another document behind the same reference', { ...FULL, sourceURI: 'oss://bucket/other.docx' }, /another document/],
    ['another watermark', { ...FULL, watermark: { ...FULL.watermark, value: 'Eve' } }, /another watermark/],
    ['no watermark any more', { ...FULL, watermark: undefined }, /another watermark/],
    [
      'another file name, where the reader may not rename',
      { ...without('rename'), filename: 'new.docx' },
      /another file name/,
      { ...without('rename'), filename: 'old.docx' },
    ],
    ['less in one respect and more in another', without('copy'), /no longer grants copy/, { ...without('print') }],
  ];
  for (const [what, later, message, first] of cases) {
    test(what, async () => {
      const asked = what === 'pages have a limit now' ? { previewPages: 30 } : {};
      const {
        result,
        message: said,
        refreshes,
        haveRightsChanged,
        reopenedWith,
      } = await refreshUnder(later, { ...(first && { first }), asked });
      assert.equal(result, '410 SessionExpired');
      assert.match(said, message);
      assert.ok(!said.includes('oss://'), said);
      assert.equal(refreshes, 0, 'IMM is not asked');
      // Another document has another WebofficeURL.
      if (what !== 'another document behind the same reference') assert.equal(haveRightsChanged, true, 'the element can tell');
      if (later.permission) assert.deepEqual((reopenedWith.Permission as { Copy: boolean }).Copy, later.permission.copy);
    });
  }

  test('another user', async () => {
    const { result, message } = await refreshUnder({ ...FULL, user: { id: 'eve' } });
    assert.deepEqual([result, message], ['410 SessionExpired', 'this session ends: it was issued to another user']);
  });
});

describe('the session goes on', () => {
  const cases: [what: string, later: Grant, first?: Grant][] = [
    ['under the same grant', { ...FULL }],
    ['under the same grant, its fields in another order', { ...FULL, watermark: { rotate: -0.5, value: 'Ada', type: 1 } }],
    ['when the user’s name and picture change', { ...FULL, user: { id: 'ada', name: 'Ada L.', avatar: 'https://host.example/a.png?v=2' } }],
    ['with the rights it has, when more is granted', FULL, { ...FULL, permission: { copy: true } }],
    ['when more pages are granted', { ...FULL, previewPages: 5_000 }],
    ['when what is taken away was never asked for', FULL],
    ['when a reader who may rename has renamed the document', { ...FULL, filename: 'new.docx' }, { ...FULL, filename: 'old.docx' }],
  ];
  for (const [what, later, first] of cases) {
    test(what, async () => {
      const { result, refreshes } = await refreshUnder(later, first && { first });
      assert.deepEqual([result, refreshes], ['200', 1]);
    });
  }

  test('in a cached preview, which has no print whatever is granted', async () => {
    const asked = { cachePreview: true, permission: { ...EVERYTHING, readonly: true } };
    const { result } = await refreshUnder({ ...FULL, permission: { ...EVERYTHING, print: false } }, { asked });
    assert.equal(result, '200');
  });

  test('when what is taken away was never asked for, as in a preview of somebody who might edit', async () => {
    const asked = { permission: { readonly: true, copy: true } };
    const { result } = await refreshUnder({ ...FULL, permission: { readonly: true, copy: true } }, { asked });
    assert.equal(result, '200');
  });
});

describe('a refresh token', () => {
  const handlerFor = (imm = stubImm()) => createTokenHandler({ imm, secret: 'a secret of thirty-two characters', authorize: () => FULL });

  test('goes with the access token of its pair, and no other', async () => {
    const imm = stubImm();
    const handler = handlerFor(imm);
    const [one, other] = [await post(handler, open), await post(handler, open)];
    const mixed = { ...refreshOf(one), accessToken: other.body.accessToken };
    assert.equal(outcome(await post(handler, mixed)), '410 SessionExpired');
    assert.equal(imm.calls.length, 2, 'IMM is not asked');
    const second = await post(handler, refreshOf(one));
    assert.equal(second.status, 200);
    assert.equal(outcome(await post(handler, { ...refreshOf(second), accessToken: one.body.accessToken })), '410 SessionExpired');
    assert.equal(outcome(await post(handler, refreshOf(second))), '200');
  });

  test('is short enough for the element, however long what was asked for', async () => {
    const asked = {
      ...{ action: 'open', sourceURI: '页'.repeat(1_200), filename: `${'页'.repeat(1_000)}.docx`, permission: EVERYTHING },
      user: { id: '页'.repeat(200), name: '"'.repeat(200), avatar: `https://host.example/${'页'.repeat(1_900)}` },
      watermark: { type: 1, value: '页'.repeat(500), font: '页'.repeat(100), fillStyle: '页'.repeat(100) },
    };
    const imm = stubImm();
    const authorize = () => ({ ...FULL, user: { id: '页'.repeat(5_000) }, sourceURI: `oss://bucket/${'页'.repeat(1_000)}.docx` });
    const handler = createTokenHandler({ imm, secret: 'a secret of thirty-two characters', authorize });
    const opened = await post(handler, asked);
    assert.equal(opened.status, 200);
    assert.ok(opened.body.refreshToken!.length <= 8_192, `${opened.body.refreshToken!.length} characters`);
    assert.equal(outcome(await post(handler, refreshOf(opened))), '200');
  });

  test('of an earlier version, with other fields inside, is no good any more', async () => {
    const { EncryptJWT } = await import('jose');
    const { createHash } = await import('node:crypto');
    const key = createHash('sha256').update('a secret of thirty-two characters').digest();
    const old = { user: 'ada', sourceURI: 'oss://bucket/report.docx', asked: JSON.stringify(open), refreshToken: 'r' };
    const refreshToken = await new EncryptJWT(old)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setIssuer('imm-weboffice')
      .setExpirationTime('1h')
      .encrypt(key);
    assert.equal(outcome(await post(handlerFor(), { action: 'refresh', accessToken: 'a', refreshToken })), '410 SessionExpired');
  });
});
