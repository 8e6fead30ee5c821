import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { AccessKeys } from '../../local/src/server/imm/access-keys.js';
import { Freshness } from '../../local/src/server/imm/freshness.js';
import { canonicalRequest, sha256, sign, SignatureVerifier, type SignedRequest } from '../../local/src/server/imm/signature.js';
import { ImmFault } from '../../local/src/server/imm-fault.js';

// Alibaba Cloud's published test vector for ACS3-HMAC-SHA256.
const headers = {
  host: 'ecs.cn-shanghai.aliyuncs.com',
  'x-acs-action': 'RunInstances',
  'x-acs-content-sha256': sha256(''),
  'x-acs-date': '2023-10-26T10:22:32Z',
  'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
  'x-acs-version': '2014-05-26',
};
const url = new URL(
  'https://ecs.cn-shanghai.aliyuncs.com/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
);

test('the signature of the published test vector', () => {
  const canonical = canonicalRequest({ method: 'POST', url, headers, body: Buffer.alloc(0) }, Object.keys(headers).sort());
  assert.equal(sha256(canonical), '7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259');
  assert.equal(sign(canonical, 'YourAccessKeySecret'), '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0');
});

describe('a signed request', () => {
  const NOW = Date.UTC(2026, 10, 26, 10, 0, 0);
  const MINUTE = 60_000;
  const KEY = { id: 'id', secret: 'secret' };
  let nonces = 0;
  beforeEach(() => mock.timers.enable({ apis: ['Date'], now: NOW }));
  afterEach(() => mock.timers.reset());

  interface Wish {
    /** ms from now */
    off?: number;
    date?: string;
    nonce?: string;
    id?: string;
    secret?: string;
    unsigned?: string;
    algorithm?: string;
    body?: string;
    change?: (request: SignedRequest) => void;
  }
  function request({
    off = 0,
    date,
    nonce = `nonce-${nonces++}`,
    id = KEY.id,
    secret = KEY.secret,
    unsigned,
    algorithm = 'ACS3-HMAC-SHA256',
    body = 'body',
    change,
  }: Wish = {}): SignedRequest {
    const signed: Record<string, string> = {
      host: 'imm.example',
      'x-acs-action': 'GenerateWebofficeToken',
      'x-acs-version': '2020-09-30',
      'x-acs-date': date ?? new Date(Date.now() + off).toISOString().replace(/\.\d+/, ''),
      'x-acs-signature-nonce': nonce,
      'x-acs-content-sha256': sha256(body),
    };
    const names = Object.keys(signed)
      .filter((name) => name !== unsigned)
      .sort();
    const made: SignedRequest = {
      method: 'POST',
      url: new URL('https://imm.example/?b=2&a=1%2B'),
      headers: signed,
      body: Buffer.from(body),
    };
    made.headers.authorization = `${algorithm} Credential=${id},SignedHeaders=${names.join(';')},Signature=${sign(canonicalRequest(made, names), secret)}`;
    change?.(made);
    return made;
  }
  /** Signs what a request has become; all that was signed before. */
  function resign(made: SignedRequest): void {
    const names = Object.keys(made.headers)
      .filter((name) => name !== 'authorization')
      .sort();
    made.headers.authorization = `ACS3-HMAC-SHA256 Credential=${KEY.id},SignedHeaders=${names.join(';')},Signature=${sign(canonicalRequest(made, names), KEY.secret)}`;
  }
  const verifier = () =>
    new SignatureVerifier(new AccessKeys({ [KEY.id]: KEY.secret, other: { secret: 'other secret' } }), new Freshness());
  const outcome = (wish: Wish, by = verifier()): ImmFault | string => {
    try {
      return by.verify(request(wish));
    } catch (error) {
      assert.ok(error instanceof ImmFault, String(error));
      return error;
    }
  };
  const refusal = (wish: Wish, by?: SignatureVerifier): [number, string] | string => {
    const result = outcome(wish, by);
    return typeof result === 'string' ? result : [result.status, result.code];
  };

  test('is of the key that signed it', () => {
    assert.equal(refusal({}), 'id');
    assert.equal(refusal({ id: 'other', secret: 'other secret' }), 'other');
    assert.equal(refusal({ body: '' }), 'id');
  });

  const rows: [what: string, wish: Wish, status: number, code: string][] = [
    ['without a signature', { change: ({ headers }) => delete headers.authorization }, 400, 'IncompleteSignature'],
    ['with another algorithm', { algorithm: 'ACS4-HMAC-SHA256' }, 400, 'IncompleteSignature'],
    ['with more behind its signature', { change: ({ headers }) => (headers.authorization += ' ') }, 400, 'IncompleteSignature'],
    ['of an unknown key', { id: 'nobody' }, 404, 'InvalidAccessKeyId.NotFound'],
    ['of a key that is a member of every object', { id: 'constructor' }, 404, 'InvalidAccessKeyId.NotFound'],
    ['with another secret', { secret: 'other secret' }, 400, 'SignatureDoesNotMatch'],
    ['with another body', { change: (made) => (made.body = Buffer.from('forged')) }, 400, 'SignatureDoesNotMatch'],
    [
      'with another body and its hash',
      { change: (made) => ((made.body = Buffer.from('forged')), (made.headers['x-acs-content-sha256'] = sha256('forged'))) },
      400,
      'SignatureDoesNotMatch',
    ],
    [
      'whose header names the hash of another body',
      {
        change: (made) => {
          made.headers['x-acs-content-sha256'] = sha256('forged');
          resign(made);
        },
      },
      400,
      'SignatureDoesNotMatch',
    ],
    [
      'with words before its signature',
      { change: ({ headers }) => (headers.authorization = `Basic ${headers.authorization}`) },
      400,
      'IncompleteSignature',
    ],
    ['with another action', { change: ({ headers }) => (headers['x-acs-action'] = 'RefreshWebofficeToken') }, 400, 'SignatureDoesNotMatch'],
    ['with another query', { change: ({ url }) => url.searchParams.set('a', '2') }, 400, 'SignatureDoesNotMatch'],
    ['with another path', { change: ({ url }) => (url.pathname = '/other') }, 400, 'SignatureDoesNotMatch'],
    ['with another method', { change: (made) => (made.method = 'GET') }, 400, 'SignatureDoesNotMatch'],
    ['15 minutes and 1 s late', { off: -15 * MINUTE - 1_000 }, 400, 'InvalidTimeStamp.Expired'],
    ['15 minutes and 1 s early', { off: 15 * MINUTE + 1_000 }, 400, 'InvalidTimeStamp.Expired'],
    ['whose date is none', { date: 'soon' }, 400, 'InvalidTimeStamp.Expired'],
    ['whose date is empty', { date: '' }, 400, 'InvalidTimeStamp.Expired'],
  ];
  for (const [what, wish, status, code] of rows) test(`${what}: ${code}`, () => assert.deepEqual(refusal(wish), [status, code]));
  for (const name of ['host', 'x-acs-action', 'x-acs-version', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256']) {
    test(`whose ${name} is not signed: IncompleteSignature`, () =>
      assert.deepEqual(refusal({ unsigned: name }), [400, 'IncompleteSignature']));
  }

  test('may have blanks after the commas of its signature, and around what is signed', () => {
    assert.equal(refusal({ change: ({ headers }) => (headers.authorization = headers.authorization!.replaceAll(',', ',  ')) }), 'id');
    // Node keeps no blanks around a header, whoever signs may have had some.
    const padded = (made: SignedRequest) => {
      made.headers['x-custom'] = 'value';
      resign(made);
      made.headers['x-custom'] = '  value ';
    };
    assert.equal(refusal({ change: padded }), 'id');
  });

  test('counts the first of a header that comes twice, and an absent one as empty', () => {
    const signedAs = (value: string, sent: string[] | undefined) => (made: SignedRequest) => {
      made.headers['x-custom'] = value;
      resign(made);
      made.headers['x-custom'] = sent;
    };
    assert.equal(refusal({ change: signedAs('one', ['one', 'two']) }), 'id');
    assert.deepEqual(refusal({ change: signedAs('one', ['two', 'one']) }), [400, 'SignatureDoesNotMatch']);
    assert.equal(refusal({ change: signedAs('', undefined) }), 'id');
    assert.equal(refusal({ change: signedAs('', []) }), 'id');
  });

  test('is refused in words that say what is wrong', () => {
    const by = verifier();
    const words = (wish: Wish) => {
      const result = outcome(wish, by);
      return typeof result === 'string' ? result : result.message;
    };
    assert.match(words({ change: ({ headers }) => delete headers.authorization }), /no ACS3-HMAC-SHA256 signature/);
    assert.match(words({ id: 'nobody' }), /access key is not found/);
    assert.match(words({ unsigned: 'x-acs-date' }), /x-acs-date is not signed/);
    assert.match(words({ secret: 'wrong' }), /signature does not match/);
    assert.match(words({ date: 'soon' }), /date value is expired/);
    assert.equal(words({ nonce: 'again' }), 'id');
    assert.match(words({ nonce: 'again' }), /nonce was used already/);
  });

  test('may be 15 minutes off, either way', () => {
    assert.equal(refusal({ off: -15 * MINUTE }), 'id');
    assert.equal(refusal({ off: 15 * MINUTE }), 'id');
  });

  test('is good once, for as long as its date would be taken', () => {
    const by = verifier();
    const used = [400, 'SignatureNonceUsed'];
    assert.equal(refusal({ nonce: 'n' }, by), 'id');
    assert.deepEqual(refusal({ nonce: 'n' }, by), used);
    assert.equal(refusal({ nonce: 'm' }, by), 'id', 'another nonce');
    assert.equal(refusal({ nonce: 'n', id: 'other', secret: 'other secret' }, by), 'other', 'the same nonce of another key');
    mock.timers.tick(30 * MINUTE - 1);
    assert.deepEqual(refusal({ nonce: 'n' }, by), used);
    mock.timers.tick(1);
    assert.equal(refusal({ nonce: 'n' }, by), 'id', 'forgotten after half an hour');
    assert.deepEqual(refusal({ nonce: 'n' }, by), used);
  });

  test('that is refused uses no nonce up', () => {
    const by = verifier();
    assert.deepEqual(refusal({ nonce: 'n', secret: 'wrong' }, by), [400, 'SignatureDoesNotMatch']);
    assert.deepEqual(refusal({ nonce: 'n', off: -16 * MINUTE }, by), [400, 'InvalidTimeStamp.Expired']);
    assert.equal(refusal({ nonce: 'n' }, by), 'id');
  });
});

test('a query is in order, and encoded as RFC 3986 has it', () => {
  const at = (query: string) =>
    canonicalRequest({ method: 'GET', url: new URL(`https://a.example/p?${query}`), headers: {}, body: Buffer.alloc(0) }, []).split(
      '\n',
    )[2];
  assert.equal(at('b=2&a=1&a=0'), 'a=0&a=1&b=2');
  assert.equal(at("q=!'()*+%20~"), 'q=%21%27%28%29%2A%20%20~');
  assert.equal(at('名=值'), '%E5%90%8D=%E5%80%BC');
});
