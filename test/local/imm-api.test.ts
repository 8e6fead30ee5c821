import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { ImmError } from '../../server/src/index.js';
import { immClientFor, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { callImm } from './signed-request.js';

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

const document = { ProjectName: 'local', SourceURI: 'oss://test/short.pdf', Permission: '{"Readonly":true}' };

describe('the official client', () => {
  test('gets a token and refreshes it; the pair rotates', async () => {
    const client = immClientFor(office);
    const first = await client.call('GenerateWebofficeToken', {
      SourceURI: 'oss://demo/annual-report.docx',
      Permission: { Readonly: true },
    });
    assert.match(String(first.WebofficeURL), new RegExp(`^${office.url}/office/w/[0-9a-f]{40}\\?_w_tokentype=1$`));
    const lifetime = (field: string) => Date.parse(String(first[field]).replace(/(\.\d{3})\d+/, '$1')) - Date.now();
    assert.ok(Math.abs(lifetime('AccessTokenExpiredTime') - 30 * 60_000) < 60_000);
    assert.ok(Math.abs(lifetime('RefreshTokenExpiredTime') - 24 * 3_600_000) < 60_000);
    assert.match(String(first.AccessTokenExpiredTime), /\.\d{9}Z$/);
    const pair = { AccessToken: first.AccessToken, RefreshToken: first.RefreshToken };
    const second = await client.call('RefreshWebofficeToken', pair);
    assert.notEqual(second.AccessToken, first.AccessToken);
    assert.notEqual(second.RefreshToken, first.RefreshToken);
    assert.equal(second.WebofficeURL, undefined);
    await assert.rejects(client.call('RefreshWebofficeToken', pair), { code: 'InvalidRefreshToken' });
  });

  test('is told what is wrong, in IMM’s words', async () => {
    await assert.rejects(immClientFor(office).call('GenerateWebofficeToken', { SourceURI: 'oss://test/nothing.docx' }), (error) => {
      assert.ok(error instanceof ImmError);
      assert.equal(error.code, 'ResourceNotFound');
      assert.equal(error.message, 'The specified resource oss://test/nothing.docx is not found');
      assert.match(String(error.requestId), /^[0-9A-F-]{36}$/);
      return true;
    });
  });
});

describe('parameters', () => {
  test('come in the query or in a form', async () => {
    assert.equal((await callImm(office, { parameters: document })).status, 200);
    assert.equal((await callImm(office, { form: document })).status, 200);
  });

  test('come in a JSON body too, structs as text or as they are', async () => {
    const { Permission, ...query } = document;
    assert.equal((await callImm(office, { parameters: query, json: { Permission } })).status, 200);
    assert.equal((await callImm(office, { json: { ...query, Permission: { Readonly: true }, PreviewPages: 2 } })).status, 200);
    for (const json of [[], [document], { ...document, PreviewPages: 'many' }]) {
      const { status } = await callImm(office, { json });
      assert.equal(status, 400);
    }
  });

  test('booleans are strings, structs may have single quotes', async () => {
    const { status } = await callImm(office, { parameters: { ...document, Permission: "{'Readonly':'true'}", Hidecmb: 'true' } });
    assert.equal(status, 200);
  });

  test('all of them at once, as they are documented', async () => {
    const { status } = await callImm(office, {
      parameters: {
        ...document,
        Filename: 'short.pdf',
        ...{ CachePreview: 'false', Referer: '*', UserData: '{ "id": "test-id" }', PreviewPages: '5', Password: '123456' },
        ...{ ExternalUploaded: 'false', NotifyTopicName: 'test-topic', Hidecmb: 'false', Permission: "{'Readonly':true,'History':'true'}" },
        User: '{"Id":"a1","Name":"a-_+/=@1","Avatar":"https://example.com/a.png"}',
        Watermark: "{'Type':'1','Value':'w','Rotate':'-0.5','Vertical':'10','Horizontal':20,'Font':'bold 20px Serif'}",
        CredentialConfig: '{"ServiceRole":"r"}',
        Notification: '{"MNS":{"TopicName":"test-topic"}}',
      },
    });
    assert.equal(status, 200);
  });

  const invalid = (name: string, ...values: string[]) =>
    values.map((value): [Record<string, string>, string, string] => [
      { ...document, [name]: value },
      `Invalid${name}`,
      `Specified parameter ${name} is not valid.`,
    ]);
  const wrong: [Record<string, string>, code: string, message: string][] = [
    [{ SourceURI: document.SourceURI }, 'MissingProjectName', 'ProjectName is mandatory for this action.'],
    [{ ProjectName: 'local' }, 'MissingSourceURI', 'SourceURI is mandatory for this action.'],
    [{ ...document, ProjectName: 'other' }, 'ResourceNotFound', 'The specified resource acs:imm::local:project/other is not found'],
    [{ ...document, SourceURI: 'http://a/b.pdf' }, 'InvalidSourceURI', 'Specified parameter SourceURI is not valid.'],
    [{ ...document, Filename: 'a.DOCX' }, 'InvalidFilename', 'Specified parameter Filename is not valid.'],
    [{ ...document, SourceURI: 'oss://test/image.png' }, 'InvalidFilename', 'Specified parameter Filename is not valid.'],
    [{ ...document, PreviewPages: '0' }, 'InvalidPreviewPages', 'Specified parameter PreviewPages is not valid.'],
    [{ ...document, PreviewPages: '5001' }, 'InvalidPreviewPages', 'Specified parameter PreviewPages is not valid.'],
    [{ ...document, PreviewPages: 'five' }, 'InvalidPreviewPages', 'Specified parameter PreviewPages is not valid.'],
    [
      { ...document, Permission: '{' },
      'InvalidJSON parsing error, Permission',
      'Specified parameter JSON parsing error, Permission is not valid.',
    ],
    [
      { ...document, Watermark: '[]' },
      'InvalidJSON parsing error, Watermark',
      'Specified parameter JSON parsing error, Watermark is not valid.',
    ],
    [{ ...document, Watermark: '{"Type":2}' }, 'InvalidWatermark', 'Specified parameter Watermark is not valid.'],
    [{ ...document, User: '' }, 'InvalidArgument.User', 'The parameter User is required but not provided'],
    [{ ...document, User: '{"Id":"not-letters"}' }, 'InvalidUser', 'Specified parameter User is not valid.'],
    [{ ...document, User: '{"Name":"two\\nlines"}' }, 'InvalidUser', 'Specified parameter User is not valid.'],
    [{ ...document, User: `{"Name":"${'张'.repeat(33)}"}` }, 'InvalidUser', 'Specified parameter User is not valid.'],
    [{ ...document, UserData: 'x'.repeat(2_049) }, 'InvalidUserData', 'Specified parameter UserData is not valid.'],
    [{ ...document, CachePreview: 'yes' }, 'InvalidCachePreview', 'Specified parameter CachePreview is not valid.'],
    [{ ...document, Permission: '{"Readonly":false}' }, 'InvalidPermission', 'Specified parameter Permission is not valid.'],
    [
      { ...document, Permission: '{"Readonly":true,"Export":true,"Print":true}' },
      'InvalidPermission',
      'Specified parameter Permission is not valid.',
    ],
    ...invalid('Permission', '{"Readonly":"yes"}', '{"Readonly":true,"Print":1}'),
    ...invalid('Watermark', '{"Type":"x"}', '{"Type":1,"Rotate":"left"}', '{"Value":{}}', '{"Type":1,"Vertical":-1}'),
    ...invalid('User', '{"Id":"1234567890123456"}', '{"Name":{}}', '{"Avatar":"javascript:alert(1)"}'),
    ...invalid('Notification', '{"MNS":{}}', '{"MNS":"topic"}', '{"RocketMQ":{"TopicName":""}}'),
    ...invalid('UserData', '湖'.repeat(683)),
    ...invalid('Hidecmb', '1'),
    ...invalid('ExternalUploaded', 'TRUE'),
    ...invalid('PreviewPages', '', '1.5', '-1'),
    ...invalid('Password', 'x'.repeat(256)),
    ...invalid('Filename', '', 'a/b.pdf', 'a.pdf\n', 'pdf', 'a.docx.exe'),
    ...['Notification', 'CredentialConfig', 'User', 'Permission'].map((name): [Record<string, string>, string, string] => [
      { ...document, [name]: '"text"' },
      `InvalidJSON parsing error, ${name}`,
      `Specified parameter JSON parsing error, ${name} is not valid.`,
    ]),
    [{ ...document, User: '{' }, 'InvalidJSON parsing error, User', 'Specified parameter JSON parsing error, User is not valid.'],
    [
      { ...document, SourceURI: 'oss://test/../demo/budget.xlsx' },
      'ResourceNotFound',
      'The specified resource oss://test/../demo/budget.xlsx is not found',
    ],
    [{ ...document, SourceURI: 'oss://..%2f/a.pdf' }, 'ResourceNotFound', 'The specified resource oss://..%2f/a.pdf is not found'],
  ];
  for (const [parameters, code, message] of wrong) {
    test(`${JSON.stringify(parameters)}: ${code}`, async () => {
      const { status, body } = await callImm(office, { parameters });
      assert.equal(status, 400);
      assert.equal(body.Code, code);
      assert.equal(body.Message, message);
      assert.ok(body.RequestId && body.HostId && 'Recommend' in body);
    });
  }
});

describe('names of users', () => {
  const names = ['张伟', 'ada@example.com', 'two words', '𠮷'.repeat(32)];
  const statusOf = async (place: LocalWebOffice, name: string) => {
    const { status, body } = await callImm(place, { parameters: { ...document, User: JSON.stringify({ Id: '1', Name: name }) } });
    return body.Code ? `${status} ${body.Code}` : `${status}`;
  };

  test('may have any letters', async () => {
    for (const name of names) assert.equal(await statusOf(office, name), '200', name);
  });

  test('may have only what the API page documents, with userNames: documented', async () => {
    const strict = await startOffice(storage, { userNames: 'documented' });
    try {
      for (const name of names) assert.equal(await statusOf(strict, name), '400 InvalidUser', name);
      assert.equal(await statusOf(strict, 'a-_+/=@1'), '200');
      assert.equal(await statusOf(strict, 'x'.repeat(33)), '400 InvalidUser');
    } finally {
      await strict.close();
    }
  });
});

describe('a signature', () => {
  const cases: [string, Parameters<typeof callImm>[1], number, string][] = [
    ['with another secret', { accessKeySecret: 'wrong' }, 400, 'SignatureDoesNotMatch'],
    ['of an unknown key', { accessKeyId: 'nobody' }, 404, 'InvalidAccessKeyId.NotFound'],
    ['of another body', { form: document, forgedBody: 'ProjectName=other' }, 400, 'SignatureDoesNotMatch'],
    ['that leaves the date out', { unsigned: ['x-acs-date'] }, 400, 'IncompleteSignature'],
    ['that is 16 minutes old', { date: new Date(Date.now() - 16 * 60_000) }, 400, 'InvalidTimeStamp.Expired'],
    ['that is 16 minutes early', { date: new Date(Date.now() + 16 * 60_000) }, 400, 'InvalidTimeStamp.Expired'],
  ];
  for (const [what, options, status, code] of cases) {
    test(`${what} is refused`, async () => {
      const answer = await callImm(office, { parameters: document, ...options });
      assert.deepEqual([answer.status, answer.body.Code], [status, code]);
    });
  }

  test('is good once', async () => {
    const once = { parameters: document, nonce: 'the-same-nonce', date: new Date() };
    assert.equal((await callImm(office, once)).status, 200);
    assert.equal((await callImm(office, once)).body.Code, 'SignatureNonceUsed');
  });

  test('is needed', async () => {
    const response = await fetch(`${office.url}/`, { method: 'POST', headers: { 'x-acs-action': 'GenerateWebofficeToken' } });
    assert.equal(((await response.json()) as { Code: string }).Code, 'IncompleteSignature');
  });
});

test('an unknown action or version is refused', async () => {
  assert.equal((await callImm(office, { action: 'constructor', parameters: document })).body.Code, 'InvalidAction.NotFound');
  assert.equal((await callImm(office, { action: 'DeleteEverything', parameters: document })).body.Code, 'InvalidAction.NotFound');
});
