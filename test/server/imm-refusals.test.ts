/** What IMM refuses, as the browser and the host's log see it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ENDPOINT_ERRORS, type EndpointErrorCode } from '../../src/contract/errors.js';
import { ImmError, createTokenHandler, type Grant, type TokenHandlerOptions } from '../../server/src/index.js';
import { outcome, post, refreshOf, stubImm, type EndpointAnswer } from '../setup/token-endpoint.js';

const secret = 'a secret of thirty-two characters';
const grant: Grant = { user: { id: 'ada' }, permission: { readonly: false } };
const mapped: Grant = { ...grant, sourceURI: 'oss://private-bucket/real/key-4711.docx' };
const open = { action: 'open', sourceURI: 'oss://bucket/report.docx' };
const SECRET_WORDS = /IMM-WORDS|private-bucket|key-4711|my-project/;

interface Refused extends EndpointAnswer {
  errors: unknown[];
}

/** An open (and a refresh, if `action` says so) that IMM refuses. */
async function refused(error: ImmError, { action = 'open', granted = grant, asked = {} } = {}): Promise<Refused> {
  const imm = stubImm();
  const errors: unknown[] = [];
  const options: TokenHandlerOptions = { imm, secret, authorize: () => granted, onError: (failure) => void errors.push(failure) };
  const handler = createTokenHandler(options);
  const opened = action === 'refresh' ? await post(handler, { ...open, ...asked }) : undefined;
  imm.refuse = () => error;
  return { ...(await post(handler, opened ? refreshOf(opened) : { ...open, ...asked })), errors };
}
const imm = (code: string, status = 400, message = `IMM-WORDS about my-project`) => new ImmError(code, status, message, 'REQUEST-1');

describe('the host’s own failures are 5xx without IMM’s words, and in the host’s log with them', () => {
  const codes: [code: string, status: number, message?: string][] = [
    ['InvalidSecurityToken.Expired', 400],
    ['InvalidSecurityToken.Malformed', 400],
    ['InvalidSecurityToken.MismatchWithAccessKey', 400],
    ['MissingSecurityToken', 400],
    ['SecurityTokenExpired', 403],
    ['InvalidTimeStamp.Expired', 400],
    ['InvalidTimeStamp.Format', 400],
    ['InvalidProjectName', 400],
    ['MissingProjectName', 400],
    ['InvalidParameter.NotifyTopicName', 400],
    ['InvalidNotifyTopicName', 400],
    ['InvalidNotification', 400],
    ['InvalidReferer', 400],
    ['InvalidCredentialConfig', 400],
    ['InvalidArgument.User', 400],
    ['InvalidJSON parsing error, User', 400],
    ['InvalidJSON parsing error, Watermark', 400],
    ['InvalidAccessKeyId.NotFound', 404],
    ['InvalidAccessKeyId.Inactive', 403],
    ['MissingAccessKeyId', 400],
    ['SignatureDoesNotMatch', 400],
    ['IncompleteSignature', 400],
    ['SignatureNonceUsed', 400],
    ['InvalidAction.NotFound', 404],
    ['NoSuchVersion', 400],
    ['AccessDenied', 403],
    ['Forbidden.RAM', 403],
    ['NoPermission', 403],
    ['InternalError', 500],
    ['Unknown', 418],
    ['__proto__', 400],
    ['InvalidConstructor', 400],
    ['ResourceNotFound', 400, 'The specified resource acs:imm::1:project/my-project is not found'],
  ];
  for (const action of ['open', 'refresh']) {
    for (const [code, status, message] of codes) {
      // A refresh has no other arguments than the two tokens; see below.
      test(`${action}: ${code}`, async () => {
        const answer = await refused(imm(code, status, message), { action });
        assert.equal(outcome(answer), '500 InternalError');
        assert.doesNotMatch(JSON.stringify(answer.body), SECRET_WORDS);
        assert.equal(answer.body.error?.requestId, 'REQUEST-1');
        assert.equal(answer.errors.length, 1);
        assert.ok(answer.errors[0] instanceof ImmError);
        assert.match(answer.errors[0].message, /my-project/);
      });
    }
  }

  for (const [code, status] of [
    ['ServiceUnavailable', 503],
    ['Unreachable', undefined],
    ['ConnectionLost', undefined],
  ] as const) {
    test(`${code}: 503`, async () => {
      const answer = await refused(new ImmError(code, status, 'IMM-WORDS', undefined));
      assert.equal(outcome(answer), '503 ServiceUnavailable');
      assert.doesNotMatch(JSON.stringify(answer.body), SECRET_WORDS);
      assert.equal(answer.errors.length, 1);
    });
  }
});

describe('what the caller sent is the caller’s, in our own words, and not in the log', () => {
  const codes: [code: string, as: EndpointErrorCode][] = [
    ['InvalidSourceURI', 'InvalidSourceURI'],
    ['InvalidParameter.SourceURI', 'InvalidSourceURI'],
    ['InvalidFilename', 'InvalidFilename'],
    ['InvalidPermission', 'InvalidPermission'],
    ['InvalidPreviewPages', 'InvalidPreviewPages'],
    ['InvalidArgument.PreviewPages', 'InvalidPreviewPages'],
    ['InvalidHidecmb', 'InvalidHidecmb'],
    ['InvalidUserData', 'InvalidUserData'],
    ['InvalidExternalUploaded', 'InvalidExternalUploaded'],
    ['InvalidPassword', 'InvalidRequest'],
    ['InvalidWatermark', 'InvalidRequest'],
    ['InvalidCachePreview', 'InvalidRequest'],
    ['Throttling', 'Throttling'],
    ['Throttling.Api', 'Throttling'],
    ['LimitExceededError', 'FileTooLarge'],
  ];
  for (const [code, as] of codes) {
    test(code, async () => {
      const answer = await refused(imm(code));
      assert.equal(outcome(answer), `${ENDPOINT_ERRORS[as]} ${as}`);
      assert.doesNotMatch(JSON.stringify(answer.body), SECRET_WORDS);
      assert.deepEqual(answer.errors, []);
    });
  }

  test('unless the host decided it', async () => {
    const host: Grant = { ...mapped, filename: 'shown.docx', previewPages: 3, watermark: { value: 'x' } };
    for (const code of ['InvalidSourceURI', 'InvalidFilename', 'InvalidPreviewPages', 'InvalidWatermark']) {
      const answer = await refused(imm(code), { granted: host });
      assert.equal(outcome(answer), '500 InternalError', code);
      assert.equal(answer.errors.length, 1);
    }
    assert.equal(outcome(await refused(imm('InvalidPermission'), { granted: host })), '400 InvalidPermission');
  });
});

describe('a document that is not there', () => {
  const missing = imm('ResourceNotFound', 400, 'The specified resource oss://private-bucket/real/key-4711.docx is not found');
  for (const action of ['open', 'refresh']) {
    test(`${action}: has the name the caller gave it, never its place`, async () => {
      const answer = await refused(missing, { action, granted: mapped, asked: { sourceURI: 'report-17', filename: 'a.docx' } });
      assert.equal(outcome(answer), '404 ResourceNotFound');
      assert.equal(answer.body.error?.message, 'there is no document report-17');
      assert.deepEqual(answer.errors, []);
    });
  }
});

describe('at a refresh, a dead token ends the session', () => {
  const dead: [code: string, message?: string][] = [
    ['InvalidRefreshToken'],
    ['InvalidAccessToken'],
    ['InvalidParameter.RefreshToken'],
    ['InvalidArgument.AccessToken'],
    ['RefreshTokenExpired'],
    ['TokenExpired'],
    ['InvalidToken'],
    ['InvalidArgument'],
    ['InvalidParameter'],
    ['ResourceNotFound', 'The specified resource session is not found'],
  ];
  for (const [code, message] of dead) {
    test(`${code} ${message ?? ''}`, async () => {
      const answer = await refused(imm(code, 400, message), { action: 'refresh' });
      assert.equal(outcome(answer), '410 SessionExpired');
      assert.doesNotMatch(JSON.stringify(answer.body), SECRET_WORDS);
      assert.deepEqual(answer.errors, []);
    });
  }

  test('at an open the same codes are the host’s failure', async () => {
    for (const code of ['InvalidToken', 'TokenExpired', 'InvalidAccessToken']) {
      assert.equal(outcome(await refused(imm(code))), '500 InternalError', code);
    }
  });
});

describe('a line of the log', () => {
  test('is one line, whatever IMM or the host says', async () => {
    const lines: unknown[] = [];
    const error = console.error;
    console.error = (line: unknown) => void lines.push(line);
    try {
      const forged = new ImmError('Bad\r\nCode', 400, 'first\nimm-weboffice token endpoint: forged\u2028\x1b[31m\u0085x', 'R\n1');
      const refusing = stubImm();
      refusing.refuse = () => forged;
      await post(createTokenHandler({ imm: refusing, secret, authorize: () => grant }), open);
      const authorize = () => Promise.reject(new Error('no\ndatabase'));
      await post(createTokenHandler({ imm: stubImm(), secret, authorize }), open);
    } finally {
      console.error = error;
    }
    assert.deepEqual(lines, [
      'imm-weboffice: IMM answered Bad Code (400, request R 1): first imm-weboffice token endpoint: forged [31m x',
      'imm-weboffice: no database',
    ]);
  });
});

describe('what authorize answers', () => {
  const wrong: [what: string, answer: unknown, names: RegExp][] = [
    ['true', true, /user/],
    ['no user', {}, /user/],
    ['a user without an id', { user: {} }, /user\.id/],
    ['an empty id', { user: { id: '' } }, /user\.id/],
    ['a blank id', { user: { id: ' \n' } }, /user\.id/],
    ['an id of a control character', { user: { id: '\0' } }, /user\.id is empty or has no visible character/],
    ['an id of invisible characters', { user: { id: '\u200B\u00AD' } }, /user\.id/],
    ['a number as id', { user: { id: 7 } }, /user\.id/],
    ['null as id', { user: { id: null } }, /user\.id/],
    ['a name that is no text', { user: { id: 'ada', name: {} } }, /user\.name/],
    ['a document without a bucket', { user: { id: 'ada' }, sourceURI: '/srv/secret.docx' }, /sourceURI/],
    ['a file name in capitals', { user: { id: 'ada' }, filename: 'SECRET.DOCX' }, /filename/],
    ['a file name that IMM does not open', { user: { id: 'ada' }, filename: 'secret.exe' }, /filename/],
    ['no pages', { user: { id: 'ada' }, previewPages: 0 }, /previewPages/],
    ['half a page', { user: { id: 'ada' }, previewPages: 1.5 }, /previewPages/],
    ['a permission that is no boolean', { user: { id: 'ada' }, permission: { readonly: 'false' } }, /permission\.readonly/],
    ['a watermark that IMM does not know', { user: { id: 'ada' }, watermark: { colour: 'red' } }, /watermark/],
  ];
  for (const action of ['open', 'refresh']) {
    for (const [what, answer, names] of wrong) {
      test(`${action}: ${what} is the host’s failure`, async () => {
        let granted: unknown = { user: { id: 'ada' } };
        const errors: unknown[] = [];
        const stub = stubImm();
        const authorize = () => granted as Grant;
        const handler = createTokenHandler({ imm: stub, secret, authorize, onError: (error) => void errors.push(error) });
        const opened = await post(handler, open);
        granted = answer;
        const response = await post(handler, action === 'open' ? open : refreshOf(opened));
        assert.equal(outcome(response), '500 InternalError');
        assert.match(String(errors[0]), names);
        assert.doesNotMatch(String(errors[0]) + JSON.stringify(response.body), /secret/i);
        assert.equal(stub.calls.length, 1, 'IMM is not asked');
      });
    }
  }

  test('null in optional fields, as databases have it, is nothing', async () => {
    const authorize = () => ({ user: { id: 'ada', name: null, avatar: null }, sourceURI: null, filename: null, watermark: null }) as never;
    assert.equal(outcome(await post(createTokenHandler({ imm: stubImm(), secret, authorize }), open)), '200');
  });
});
