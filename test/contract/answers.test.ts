/** What is read of a token endpoint's answers: times, envelopes, limits of fields, and the words for what is wrong. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  Credentials,
  describeIssues,
  ENDPOINT_ERRORS,
  EndpointError,
  extensionOf,
  FORMATS,
  officeTypeOf,
  OpenRequest,
  RefreshRequest,
  TokenRequest,
  unwrap,
} from '../../src/contract/index.js';
import { WebOfficeError, type ErrorCode } from '../../src/contract/errors.js';
import { parseInstant } from '../../src/contract/instant.js';
import { LIMITS } from '../../src/contract/formats.js';
import { MnsEnvelope, NotificationMessage, OfficeEditEvent } from '../../src/contract/notifications.js';

const AT = Date.UTC(2026, 10, 26, 10, 20, 30);

describe('a time', () => {
  const times: [text: string, ms: number][] = [
    ['2026-11-26T10:20:30Z', AT],
    ['  2026-11-26T10:20:30Z\n', AT],
    ['2026-11-26T10:20:30.123Z', AT + 123],
    ['2026-11-26T10:20:30.123456789Z', AT + 123],
    ['2026-11-26T10:20:30.1Z', AT + 100],
    ['2026-11-26T10:20:30,123456Z', AT + 123],
    ['2026-11-26T18:20:30+08:00', AT],
    ['2026-11-26T18:20:30.987654321+08:00', AT + 987],
    ['2026-11-26T10:20:30', AT],
    ['2026-11-26 10:20:30', AT],
    ['2026-11-26T10:20:30.123456789', AT + 123],
    ['2026-11-26T10:20:30,123456789', AT + 123],
    ['2026-11-26T10:20:30.5', AT + 500],
    ['2026-11-26T10:20:30.12', AT + 120],
    ['2026-11-26T10:20', AT - 30_000],
    ['2026-11-26', Date.UTC(2026, 10, 26)],
  ];
  // Where the machine is in UTC, a time without zone is read right by chance.
  for (const zone of ['UTC', 'Asia/Shanghai', 'America/Los_Angeles']) {
    describe(`in ${zone}`, () => {
      const { TZ } = process.env;
      before(() => void (process.env.TZ = zone));
      after(() => {
        if (TZ === undefined) delete process.env.TZ;
        else process.env.TZ = TZ;
      });
      for (const [text, ms] of times) test(JSON.stringify(text), () => assert.equal(parseInstant(text), ms));
    });
  }
  for (const text of ['', 'soon', '2026-13-01T00:00:00Z', '2026-11-26T25:00:00']) {
    test(`is not "${text}"`, () => assert.ok(Number.isNaN(parseInstant(text))));
  }
});

const PAIR = { accessToken: 'a', refreshToken: 'r', accessTokenExpiredTime: AT, refreshTokenExpiredTime: '2026-11-26T10:20:30Z' };
const FULL = { ...PAIR, webofficeURL: 'https://office.example/', serverTime: AT - 1, rights: 'x' };

describe('an answer', () => {
  const answers: [what: string, answer: unknown, found: object][] = [
    ['as it is', FULL, FULL],
    ['with IMM’s capitals', Object.fromEntries(Object.entries(FULL).map(([key, value]) => [key.toUpperCase(), value])), FULL],
    ['with more in it', { ...FULL, requestId: 'x' }, FULL],
    ['in data', { code: 0, data: PAIR }, PAIR],
    ['in result', { result: PAIR }, PAIR],
    ['in body', { body: PAIR }, PAIR],
    ['whose data is null, in result', { data: null, result: PAIR }, PAIR],
    ['itself, before what its envelope has', { ...PAIR, data: { accessToken: 'other' } }, PAIR],
    ['without token or envelope', { webofficeURL: 'x', other: 1 }, { webofficeURL: 'x' }],
    ['in an unknown envelope', { payload: PAIR }, {}],
    ['a list', [PAIR], {}],
    ['null', null, {}],
    ['a text', 'text', {}],
    ['whose data is a list', { data: [PAIR] }, {}],
  ];
  for (const [what, answer, found] of answers) test(what, () => assert.deepEqual(unwrap(answer), found));

  test('`__proto__` is no field', () => {
    const found = unwrap(JSON.parse('{"accessToken":"a","__proto__":{"refreshToken":"x"}}'));
    assert.deepEqual(Object.keys(found), ['accessToken']);
    assert.equal(found['refreshToken'], undefined);
  });
});

describe('credentials', () => {
  test('have times in ms', () => {
    assert.deepEqual(Credentials.parse(FULL), { ...FULL, refreshTokenExpiredTime: AT });
    assert.deepEqual(Credentials.parse({ ...PAIR, webofficeURL: 'x' }), { ...PAIR, webofficeURL: 'x', refreshTokenExpiredTime: AT });
  });
  const wrong: [change: object, words: string][] = [
    [{ accessToken: '' }, 'accessToken is too small or too short: 1 is the least'],
    [{ accessToken: 'a'.repeat(8_193) }, 'accessToken is too large or too long: 8192 is the most'],
    [{ refreshToken: 1 }, 'refreshToken has to be of type string'],
    [{ refreshToken: undefined }, 'refreshToken has to be of type string'],
    [{ accessTokenExpiredTime: 'soon' }, 'accessTokenExpiredTime is not a time in ISO 8601'],
    [{ accessTokenExpiredTime: true }, 'accessTokenExpiredTime is not allowed'],
    [{ serverTime: 'x' }, 'serverTime is not a time in ISO 8601'],
    [{ webofficeURL: '' }, 'webofficeURL is too small or too short: 1 is the least'],
    [{ webofficeURL: 'x'.repeat(4_097) }, 'webofficeURL is too large or too long: 4096 is the most'],
    [{ rights: 'x'.repeat(201) }, 'rights is too large or too long: 200 is the most'],
    [{ accessToken: '', rights: 1 }, 'accessToken is too small or too short: 1 is the least; rights has to be of type string'],
  ];
  for (const [change, words] of wrong) {
    test(words, () => assert.equal(describeIssues(Credentials.safeParse({ ...FULL, ...change }).error!), words));
  }
  test('may be as long as that', () => {
    const longest = { accessToken: 'a'.repeat(8_192), webofficeURL: 'x'.repeat(4_096), rights: 'x'.repeat(200) };
    assert.equal(Credentials.safeParse({ ...FULL, ...longest }).success, true);
  });
});

describe('a request', () => {
  const OPEN = { action: 'open', sourceURI: 'oss://bucket/key' };
  const EVERYTHING = {
    ...OPEN,
    filename: 'a.docx',
    permission: { readonly: true, rename: true, history: true, copy: true, export: true, print: true },
    cachePreview: true,
    previewPages: 1,
    password: 'p',
    hidecmb: true,
    watermark: { type: 1, value: '', font: 'f', rotate: -1, vertical: 0, horizontal: 0, fillStyle: 'c' },
    user: { id: '1', name: 'n', avatar: 'a' },
    userData: '',
    externalUploaded: true,
  };
  test('may have all of its fields, or the first two', () => {
    assert.deepEqual(OpenRequest.parse(EVERYTHING), EVERYTHING);
    assert.deepEqual(TokenRequest.parse(OPEN), OPEN);
    const refresh = { action: 'refresh', accessToken: 'a'.repeat(8_192), refreshToken: 'r'.repeat(8_192) };
    assert.deepEqual(TokenRequest.parse(refresh), refresh);
  });
  const wrong: [request: unknown, words: RegExp][] = [
    [{ ...OPEN, projectName: 'x' }, /^body has "projectName", which does not exist$/],
    [{ ...OPEN, a: 1, b: 2 }, /^body has "a", "b", which does not exist$/],
    [{ ...OPEN, sourceURI: '' }, /^sourceURI .* 1 is the least$/],
    [{ ...OPEN, sourceURI: 'x'.repeat(1_201) }, /^sourceURI .* 1200 is the most$/],
    [{ ...OPEN, filename: 'x'.repeat(1_024) }, /^filename .* 1023 is the most$/],
    [{ ...OPEN, password: 'x'.repeat(256) }, /^password .* 255 is the most$/],
    [{ ...OPEN, watermark: { other: 1 } }, /^watermark has "other"/],
    [{ ...OPEN, watermark: { type: 2 } }, /^watermark.type is not allowed$/],
    [{ ...OPEN, watermark: { value: 'x'.repeat(501) } }, /^watermark.value .* 500 is the most$/],
    [{ ...OPEN, watermark: { font: 'x'.repeat(101) } }, /^watermark.font .* 100 is the most$/],
    [{ ...OPEN, watermark: { fillStyle: 'x'.repeat(101) } }, /^watermark.fillStyle .* 100 is the most$/],
    [{ ...OPEN, watermark: { vertical: -1 } }, /^watermark.vertical .* 0 is the least$/],
    [{ ...OPEN, watermark: { horizontal: -1 } }, /^watermark.horizontal .* 0 is the least$/],
    [{ ...OPEN, user: { role: 'x' } }, /^user has "role"/],
    [{ ...OPEN, user: { id: 'x'.repeat(201) } }, /^user.id .* 200 is the most$/],
    [{ ...OPEN, user: { name: 'x'.repeat(201) } }, /^user.name .* 200 is the most$/],
    [{ ...OPEN, user: { avatar: 'x'.repeat(2_001) } }, /^user.avatar .* 2000 is the most$/],
    [{ ...OPEN, permission: { copy: 1 } }, /^permission.copy has to be of type boolean$/],
    [{ action: 'refresh', accessToken: 'a' }, /^refreshToken has to be of type string$/],
    [{ action: 'refresh', accessToken: 'a', refreshToken: 'r'.repeat(8_193) }, /^refreshToken .* 8192 is the most$/],
    [{ action: 'refresh', accessToken: 'a', refreshToken: 'r', sourceURI: 'x' }, /^body has "sourceURI"/],
    [{ action: 'delete' }, /^action /],
    [[], /^body has to be of type object$/],
  ];
  for (const [request, words] of wrong) {
    test(String(words), () => assert.match(describeIssues(TokenRequest.safeParse(request).error!), words));
  }
  test('to refresh has nothing but its pair', () => assert.equal(RefreshRequest.safeParse({ action: 'open' }).success, false));
});

describe('an error', () => {
  test('of the endpoint has one of its codes', () => {
    for (const code of Object.keys(ENDPOINT_ERRORS)) assert.ok(EndpointError.safeParse({ error: { code, message: '' } }).success, code);
    for (const body of [
      { error: { code: 'Other', message: '' } },
      { error: { code: 'Throttling' } },
      { code: 'Throttling', message: '' },
      undefined,
    ]) {
      assert.equal(EndpointError.safeParse(body).success, false);
    }
  });
  test('has its HTTP status', () => {
    assert.deepEqual(
      { ...ENDPOINT_ERRORS },
      {
        ...{ InvalidRequest: 400, InvalidSourceURI: 400, InvalidFilename: 400, InvalidPermission: 400, InvalidPreviewPages: 400 },
        ...{ InvalidHidecmb: 400, InvalidUserData: 400, InvalidExternalUploaded: 400, Unauthenticated: 401, GrantExpired: 401 },
        ...{ AccessDenied: 403 },
        ...{ ResourceNotFound: 404, Timeout: 408, SessionExpired: 410, FileTooLarge: 413, UnsupportedFormat: 415, Throttling: 429 },
        ...{ InternalError: 500, ServiceUnavailable: 503 },
      },
    );
  });
  test('tells its code, phase, wait and cause', () => {
    const cause = new Error('x');
    const {
      name,
      code,
      phase,
      message,
      retryAfter,
      cause: told,
    } = new WebOfficeError('Timeout', 'save', 'words', { retryAfter: 5, cause });
    assert.deepEqual([name, code, phase, message, retryAfter, told], ['WebOfficeError', 'Timeout', 'save', 'words', 5, cause]);
    assert.equal(new WebOfficeError('Timeout', 'save', 'words').retryAfter, undefined);
  });
  const retryable: readonly ErrorCode[] = [
    ...(['Throttling', 'InternalError', 'ServiceUnavailable', 'EndpointUnreachable', 'EndpointFailed', 'SdkLoadFailed'] as const),
    ...(['OfficePageLeft', 'SessionFull', 'SessionExpired', 'SaveFailed', 'Timeout'] as const),
  ];
  const final: readonly ErrorCode[] = [
    ...(['InvalidRequest', 'InvalidSourceURI', 'Unauthenticated', 'AccessDenied', 'ResourceNotFound', 'FileTooLarge'] as const),
    ...(['UnsupportedFormat', 'InvalidConfiguration', 'EndpointNotFound', 'InvalidResponse', 'UntrustedURL', 'BlockedByPolicy'] as const),
    ...(['SdkInvalid', 'OpenFailed', 'Aborted'] as const),
  ];
  for (const code of retryable) test(`${code} may pass`, () => assert.equal(new WebOfficeError(code, 'document', '').retryable, true));
  for (const code of final) test(`${code} stays`, () => assert.equal(new WebOfficeError(code, 'document', '').retryable, false));
});

describe('a format', () => {
  test('is one of the API page’s, by its extension', () => {
    assert.deepEqual(FORMATS, {
      w: ['doc', 'docx', 'txt', 'dot', 'wps', 'wpt', 'dotx', 'docm', 'dotm', 'rtf'],
      p: ['ppt', 'pptx', 'pptm', 'ppsx', 'ppsm', 'pps', 'potx', 'potm', 'dpt', 'dps'],
      s: ['et', 'xls', 'xlt', 'xlsx', 'xlsm', 'xltx', 'xltm', 'csv'],
      f: ['pdf'],
    });
    assert.deepEqual(
      ['a.docx', 'a.PPTX', 'oss://b/c.d/a.csv', 'a.pdf', 'a.png', 'pdf', '.pdf', 'a.pdf/', 'a.pdf.zip', ''].map(officeTypeOf),
      ['w', 'p', 's', 'f', undefined, undefined, 'f', undefined, undefined, undefined],
    );
    assert.deepEqual(['a.B1', 'a', 'a.', 'a.b c'].map(extensionOf), ['b1', '', '', '']);
  });
  test('has the API page’s limits', () => {
    const day = 86_400_000;
    assert.deepEqual(LIMITS, {
      ...{ fileSize: 209_715_200, pages: 5_000, userData: 2_048 },
      ...{ accessTokenLifetime: day / 48, refreshTokenLifetime: day, pageRefreshLead: 300_000 },
    });
  });
});

describe('a notification', () => {
  const event = { eventName: 'OfficeEdit:SaveVersion', eventSource: 'acs:imm', eventTime: 't', eventVersion: '1', imm: {} };
  test('has one of three names, IMM as its source, and fields that may be missing or null', () => {
    for (const eventName of ['OfficeEdit:SaveVersion', 'OfficeEdit:Online', 'OfficeEdit:Rename']) {
      assert.ok(OfficeEditEvent.safeParse({ ...event, eventName }).success);
    }
    const full = { fileID: null, fileSize: 1, sourceUri: 'x', version: '2', userData: null };
    assert.deepEqual(OfficeEditEvent.parse({ ...event, imm: full }).imm, full);
    assert.equal(OfficeEditEvent.parse({ ...event, imm: { version: 2 } }).imm.version, 2);
    for (const wrong of [
      { eventName: 'OfficeEdit:Other' },
      { eventSource: 'acs:oss' },
      { eventTime: 1 },
      { imm: undefined },
      { imm: { fileSize: 'x' } },
    ]) {
      assert.equal(OfficeEditEvent.safeParse({ ...event, ...wrong }).success, false, JSON.stringify(wrong));
    }
    assert.equal(NotificationMessage.parse({ events: [event, event] }).events.length, 2);
    assert.equal(NotificationMessage.safeParse(event).success, false);
  });
  test('comes in an envelope whose tag may be missing', () => {
    const texts = ['TopicOwner', 'TopicName', 'Subscriber', 'SubscriptionName', 'MessageId', 'Message', 'MessageMD5'];
    const envelope = { ...Object.fromEntries(texts.map((name) => [name, 'x'])), PublishTime: 1 };
    assert.ok(MnsEnvelope.safeParse(envelope).success);
    assert.ok(MnsEnvelope.safeParse({ ...envelope, PublishTime: '1', MessageTag: 'x' }).success);
    for (const name of [...texts, 'PublishTime']) {
      assert.equal(MnsEnvelope.safeParse({ ...envelope, [name]: undefined }).success, false, name);
    }
  });
});
