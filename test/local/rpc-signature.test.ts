/** The older signature of Alibaba Cloud's core SDKs: parameters and HMAC-SHA1. */
import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import RpcClient from '@alicloud/pop-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import { stringToSign } from '../../local/src/server/imm/rpc-signature.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';

const STS = { secret: 'temporary secret', securityToken: 'token of STS' };
let storage: Storage;
let office: LocalWebOffice;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { accessKeys: { key: 'secret', 'STS.key': STS } });
});
after(async () => {
  await office.close();
  await storage.remove();
});

const document = { ProjectName: 'local', SourceURI: 'oss://test/short.pdf', Permission: '{"Readonly":true}' };
const signatureOf = (method: string, parameters: Record<string, string>, secret: string) =>
  createHmac('sha1', `${secret}&`)
    .update(stringToSign(method, new Map(Object.entries(parameters))))
    .digest('base64');

test('the signature of Alibaba Cloud’s published example', () => {
  const parameters = {
    Timestamp: '2016-02-23T12:46:24Z',
    Format: 'XML',
    AccessKeyId: 'testid',
    Action: 'DescribeRegions',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
    Version: '2014-05-26',
    SignatureVersion: '1.0',
  };
  assert.equal(signatureOf('GET', parameters, 'testsecret'), 'OLeaidS1JvxuMvnyHOwuJ+uX5qY=');
});

interface Call {
  method?: 'GET' | 'POST';
  /** Where the parameters are. */
  as?: 'query' | 'form';
  parameters?: Record<string, string>;
  secret?: string;
  /** Changes what is sent after it was signed; '' leaves a parameter out. */
  forged?: Record<string, string>;
  json?: object;
}

async function call({ method = 'POST', as = 'query', parameters = {}, secret = 'secret', forged = {}, json }: Call) {
  const signed: Record<string, string> = {
    ...{ Action: 'GenerateWebofficeToken', Version: '2020-09-30', Format: 'JSON', AccessKeyId: 'key' },
    ...{ SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0', SignatureNonce: randomUUID() },
    Timestamp: new Date().toISOString().replace(/\.\d+/, ''),
    ...document,
    ...parameters,
  };
  const all = { ...signed, Signature: signatureOf(method, signed, secret), ...forged };
  const sent = new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ''));
  const body = json ? JSON.stringify(json) : as === 'form' ? sent : undefined;
  const headers = json ? { 'content-type': 'application/json' } : undefined;
  const response = await fetch(as === 'form' ? office.url : `${office.url}/?${sent}`, {
    method,
    ...(body && { body }),
    ...(headers && { headers }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

describe('a call', () => {
  const ways: Call[] = [{ method: 'GET' }, { method: 'POST' }, { method: 'POST', as: 'form' }];
  for (const way of ways) {
    test(`by ${way.method} in the ${way.as ?? 'query'}`, async () => {
      const { status, body } = await call(way);
      assert.deepEqual([status, body.Code], [200, undefined]);
      assert.match(body.WebofficeURL!, /\/office\/f\/[0-9a-f]{40}/);
    });
  }

  test('with names and values that have to be encoded', async () => {
    const { status, body } = await call({ parameters: { SourceURI: "oss://test/a b+c*(~'!).pdf", UserData: '灯塔 & 100 %' } });
    assert.deepEqual([status, body.Code], [400, 'ResourceNotFound'], 'it got as far as the document');
  });

  test('says nothing by a JSON body, which is not signed', async () => {
    const { body } = await call({ parameters: { SourceURI: 'oss://test/nothing.pdf' }, json: document });
    assert.match(body.Message!, /nothing\.pdf is not found/);
  });

  const refused: [what: string, call: Call, status: number, code: string][] = [
    ['with another secret', { secret: 'wrong' }, 400, 'SignatureDoesNotMatch'],
    ['with a signature that is none', { forged: { Signature: 'none' } }, 400, 'SignatureDoesNotMatch'],
    ['with another document', { forged: { SourceURI: 'oss://demo/annual-report.docx' } }, 400, 'SignatureDoesNotMatch'],
    ['with a parameter more', { forged: { PreviewPages: '5' } }, 400, 'SignatureDoesNotMatch'],
    ['without its signature', { forged: { Signature: '' } }, 400, 'IncompleteSignature'],
    ['with another kind of signature', { parameters: { SignatureMethod: 'HMAC-SHA256' } }, 400, 'InvalidParameter.SignatureMethod'],
    ['with another version of it', { parameters: { SignatureVersion: '2.0' } }, 400, 'InvalidParameter.SignatureMethod'],
    ['of an unknown key', { parameters: { AccessKeyId: 'nobody' } }, 404, 'InvalidAccessKeyId.NotFound'],
    ['that is old', { parameters: { Timestamp: new Date(Date.now() - 16 * 60_000).toISOString() } }, 400, 'InvalidTimeStamp.Expired'],
    ['of another version of the API', { parameters: { Version: '2017-09-06' } }, 400, 'NoSuchVersion'],
    ['of an unknown action', { parameters: { Action: 'DeleteEverything' } }, 404, 'InvalidAction.NotFound'],
    ...['AccessKeyId', 'Action', 'SignatureNonce', 'SignatureVersion', 'Timestamp', 'Version'].map(
      (name): [string, Call, number, string] => [`without ${name}`, { forged: { [name]: '' } }, 400, 'IncompleteSignature'],
    ),
  ];
  for (const [what, request, status, code] of refused) {
    test(`${what}: ${code}`, async () => {
      const answer = await call(request);
      assert.deepEqual([answer.status, answer.body.Code], [status, code]);
    });
  }

  test('is good once', async () => {
    const once = { parameters: { SignatureNonce: 'once' } };
    assert.equal((await call(once)).status, 200);
    assert.equal((await call(once)).body.Code, 'SignatureNonceUsed');
  });

  test('with a wrong signature is answered with the string to sign, without tokens and passwords', async () => {
    const parameters = { AccessToken: 'an access token', RefreshToken: 'a refresh token', Password: 'a password' };
    const { body } = await call({ secret: 'wrong', parameters });
    assert.match(
      body.Message!,
      /^Specified signature is not matched with our calculation\. server string to sign is:POST&%2F&AccessKeyId%3Dkey%26/,
    );
    assert.doesNotMatch(body.Message!, /an%2520access|a%2520refresh|a%2520password/);
    assert.match(body.Message!, /Password%3D%252A%252A%252A/);
  });
});

describe('a key of STS', () => {
  const sts = { AccessKeyId: 'STS.key', SecurityToken: STS.securityToken };
  test('brings its token', async () => assert.equal((await call({ parameters: sts, secret: STS.secret })).status, 200));
  const refused: [what: string, call: Call, code: string][] = [
    ['without its token', { parameters: { AccessKeyId: 'STS.key' }, secret: STS.secret }, 'MissingSecurityToken'],
    ['with another token', { parameters: { ...sts, SecurityToken: 'another' }, secret: STS.secret }, 'InvalidSecurityToken.Malformed'],
    ['a token with a key that has none', { parameters: { SecurityToken: 'any' } }, 'InvalidSecurityToken.MismatchWithAccessKey'],
  ];
  for (const [what, request, code] of refused) {
    test(`${what}: ${code}`, async () => assert.equal((await call(request)).body.Code, code));
  }
});

describe('@alicloud/pop-core', () => {
  const client = (accessKeyId: string, accessKeySecret: string, securityToken?: string) =>
    new RpcClient({
      accessKeyId,
      accessKeySecret,
      ...(securityToken && { securityToken }),
      endpoint: office.url,
      apiVersion: '2020-09-30',
    });

  for (const method of ['GET', 'POST']) {
    test(`opens and refreshes a document by ${method}`, async () => {
      const imm = client('key', 'secret');
      const pair = await imm.request<Record<string, string>>('GenerateWebofficeToken', document, { method });
      const { AccessToken, RefreshToken } = pair;
      const next = await imm.request<Record<string, string>>(
        'RefreshWebofficeToken',
        { ProjectName: 'local', AccessToken, RefreshToken },
        { method },
      );
      assert.notEqual(next.RefreshToken, RefreshToken);
    });
  }

  test('with a key of STS', async () => {
    const { WebofficeURL } = await client('STS.key', STS.secret, STS.securityToken).request<Record<string, string>>(
      'GenerateWebofficeToken',
      document,
      {},
    );
    assert.ok(WebofficeURL);
  });

  test('gets IMM’s error codes', async () => {
    await assert.rejects(client('key', 'wrong').request('GenerateWebofficeToken', document, {}), { code: 'SignatureDoesNotMatch' });
    await assert.rejects(client('key', 'secret').request('GenerateWebofficeToken', { ...document, SourceURI: 'oss://test/no.pdf' }, {}), {
      code: 'ResourceNotFound',
    });
  });
});
