/** Whatever anybody sends, the local WebOffice answers with a fault of its own making: no 500, no stack, and no token told to anybody. */
import assert from 'node:assert/strict';
import { request as send } from 'node:http';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { LocalWebOffice } from '../../local/src/index.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { callImm } from './signed-request.js';
import { visit } from './visitor.js';

let storage: Storage;
let office: LocalWebOffice;
const told: unknown[] = [];
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache`, onError: (error) => told.push(error) });
});
after(async () => {
  await office.close();
  await storage.remove();
});

interface Answer {
  status: number;
  text: string;
}

/** As raw as Node lets it out: fetch would mend or refuse half of it. */
function raw(path: string, method: string, headers: Readonly<Record<string, string | undefined>>, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send(
      `${office.url}${path}`,
      { method, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        // Some are hung up on while they still send.
        response.on('close', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    request.on('error', reject).end(body);
  });
}

function assertCivil({ status, text }: Answer, what: unknown): void {
  assert.ok(status < 500, `${status} ${text} for ${JSON.stringify(what)}`);
  assert.ok(!/\n\s+at |node:internal|\/src\/local\//.test(text), text);
}

const junk = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.json(), fc.integer().map(String));
const likely: Readonly<Record<string, readonly string[]>> = {
  ProjectName: ['local', 'other', '__proto__'],
  SourceURI: [
    'oss://test/short.pdf',
    'oss://test/chinese.docx',
    'oss://test/gbk.txt',
    'oss://test/../x.pdf',
    'oss://test/%00.pdf',
    'oss://test',
  ],
  Filename: ['a.docx', 'a.pdf', '.txt', 'A.DOCX', 'a/b.docx'],
  Permission: ['{"Readonly":true}', "{'Readonly':'false','Print':'true','Export':'true'}", '{"Readonly":1}'],
  User: ['{"Id":"a1","Name":"b"}', '', '{"Id":{}}', '{"Avatar":"javascript:1"}'],
  Watermark: ["{'Type':'1','Value':'w'}", '{"Type":1,"Rotate":"x"}', '{"Type":null,"Font":[]}'],
  Notification: ['{"MNS":{"TopicName":"t"}}', '{"MNS":[]}', '{"RocketMQ":"x"}'],
  CredentialConfig: ['{}', '[]'],
  PreviewPages: ['1', '5000', '5001', '-1', '1e3'],
  CachePreview: ['true', 'false', 'TRUE'],
  ExternalUploaded: ['true', 'false', '0'],
  Hidecmb: ['true', ''],
  Referer: ['*', 'https://a/'],
  UserData: ['x'.repeat(2_048), '湖'.repeat(700)],
  Password: ['123456', 'x'.repeat(256)],
  NotifyTopicName: ['topic', ''],
  AccessToken: ['0'.repeat(32)],
  RefreshToken: ['0'.repeat(32)],
  ['__proto__']: ['x'],
};
const parameters = fc
  .record(Object.fromEntries(Object.entries(likely).map(([name, values]) => [name, fc.oneof(fc.constantFrom(...values), junk)])), {
    requiredKeys: [],
  })
  .map((record) => record as Record<string, string>);
const action = fc.oneof(
  { weight: 8, arbitrary: fc.constant('GenerateWebofficeToken') },
  { weight: 2, arbitrary: fc.constantFrom('RefreshWebofficeToken', 'toString', '__proto__', '') },
);

test('3,000 signed calls', async () => {
  let good = 0;
  await fc.assert(
    fc.asyncProperty(
      parameters,
      fc.dictionary(fc.constantFrom(...Object.keys(likely), 'Other'), junk),
      action,
      async (form, query, name) => {
        const { status, body } = await callImm(office, { action: name, form, parameters: query });
        assertCivil({ status, text: JSON.stringify(body) }, { form, query });
        assert.ok(status === 200 || (body.Code && body.Message && body.RequestId));
        if (status === 200) good += 1;
      },
    ),
    {
      numRuns: 3_000,
      examples: [
        [{ ProjectName: 'local', SourceURI: 'oss://test/short.pdf', Permission: '{"Readonly":true}' }, {}, 'GenerateWebofficeToken'],
      ],
    },
  );
  assert.ok(good > 0, 'some are good');
  assert.deepEqual(told, []);
});

test('2,000 calls of pages, with a good token and without', async () => {
  const visitor = await visit(office, { SourceURI: 'oss://test/chinese.docx', Permission: { Rename: true, Export: true, Print: true } });
  let good = 0;
  const header = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_=/,;: *') }).map((text) => text.trim());
  // Events go on until somebody hangs up; they have tests of their own.
  const name = fc.oneof(
    fc.constantFrom('session', 'progress', 'content', 'content?part=head', 'content?part=x', 'password', 'rename', 'export'),
    fc.webPath(),
  );
  const headers = fc.record(
    {
      authorization: fc.oneof(fc.constantFrom(`Bearer ${visitor.accessToken}`, `Bearer ${'0'.repeat(32)}`), header),
      'x-page': fc.constantFrom('one', 'no name!', 'x'.repeat(65)),
      range: fc.oneof(fc.constantFrom('bytes=0-1', 'bytes=5-1', 'bytes=-1', 'bytes=99999999999999999999-'), header),
      'content-type': header,
    },
    { requiredKeys: [] },
  );
  const body = fc.oneof(
    fc.record({ password: junk, name: junk }, { requiredKeys: [] }).map((value) => JSON.stringify(value)),
    junk,
  );
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS');
  await fc.assert(
    fc.asyncProperty(name, method, headers, body, async (path, verb, sent, text) => {
      const answer = await raw(`/office/api/${visitor.fileId}/${path.replace(/^\//, '')}`, verb, sent, text);
      assertCivil(answer, { path, verb, sent });
      if (answer.status < 300) good += 1;
    }),
    { numRuns: 2_000 },
  );
  assert.ok(good > 0, 'some are good');
  assert.deepEqual(told, []);
});

test('1,000 requests for anything', async () => {
  const path = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: false }).map((url) => new URL(url).pathname + new URL(url).search),
    fc.webPath(),
    fc.constantFrom('/', '//', '/office/assets/..', '/office/pdfjs/../../x', '/%'),
  );
  const headers = fc.dictionary(
    fc.constantFrom('x-acs-action', 'x-acs-version', 'x-acs-date', 'authorization', 'content-type', 'host', 'cookie'),
    fc.string({ unit: fc.constantFrom(...'abc019-=/,:;.') }),
  );
  await fc.assert(
    fc.asyncProperty(path, fc.constantFrom('GET', 'POST', 'PATCH'), headers, junk, async (where, verb, sent, body) => {
      assertCivil(await raw(where || '/', verb, sent, body), { where, verb, sent });
    }),
    { numRuns: 1_000 },
  );
  assert.deepEqual(told, []);
});

test('a failure of the server itself is told without a token', async () => {
  const visitor = await visit(office, { SourceURI: 'oss://test/gbk.txt', Password: 'open sesame' });
  await visitor.outcome();
  await storage.remove();
  const answers = await Promise.all(['content', 'progress', 'export'].map((name) => visitor.call(name)));
  for (const answer of answers)
    assertCivil({ status: answer.status === 500 ? 499 : answer.status, text: await answer.text() }, answer.status);
  const words = told.map((error) => (error instanceof Error ? `${error.message} ${error.stack}` : JSON.stringify(error))).join();
  for (const secret of [visitor.accessToken, visitor.refreshToken, 'open sesame', office.credential.accessKeySecret])
    assert.ok(!words.includes(secret));
});
