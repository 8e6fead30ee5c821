/** Who may do what: access keys, hotlink protection, and the rights of a session. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { callImm } from './signed-request.js';
import { pageCount, readPages, visit } from './visitor.js';

let storage: Storage;
let office: LocalWebOffice;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, {
    cacheFolder: `${storage.root}/cache`,
    projects: ['local', 'other'],
    accessKeys: {
      all: 'secret-of-all',
      refresher: { secret: 'secret-of-refresher', actions: ['imm:Refresh*'] },
      guest: { secret: 'secret-of-guest', projects: ['other'] },
      any: { secret: 'secret-of-any', actions: ['imm:*'], projects: ['lo*'] },
      temporary: { secret: 'secret-of-temporary', securityToken: 'token-of-temporary' },
    },
    buckets: { demo: { referers: ['https://*.example.com/*', 'https://one.test/?'] }, test: {} },
  });
});
after(async () => {
  await office.close();
  await storage.remove();
});

const parameters = { ProjectName: 'local', SourceURI: 'oss://test/short.pdf', Permission: '{"Readonly":true}' };
const generate = (accessKeyId: string, ProjectName = 'local') =>
  callImm(office, { accessKeyId, accessKeySecret: `secret-of-${accessKeyId}`, parameters: { ...parameters, ProjectName } });

describe('an access key', () => {
  test('does what it is allowed', async () => {
    assert.equal(office.credential.accessKeyId, 'all');
    for (const [id, project] of [['all'], ['all', 'other'], ['any'], ['guest', 'other']] as const) {
      assert.equal((await generate(id, project)).status, 200, `${id} ${project}`);
    }
  });

  test('is refused all else, without a word on what there is', async () => {
    const denied = [
      ['refresher', 'local', 'imm:GenerateWebofficeToken on acs:imm::local:project/local'],
      ['guest', 'local', 'imm:GenerateWebofficeToken on acs:imm::local:project/local'],
      ['any', 'other', 'imm:GenerateWebofficeToken on acs:imm::local:project/other'],
      ['guest', 'nothing', 'imm:GenerateWebofficeToken on acs:imm::local:project/nothing'],
    ] as const;
    for (const [id, project, what] of denied) {
      const { status, body } = await generate(id, project);
      assert.deepEqual([status, body.Code, body.Message], [403, 'AccessDenied', `You are not authorized to do ${what}.`]);
    }
    const refresh = await callImm(office, {
      ...{ accessKeyId: 'refresher', accessKeySecret: 'secret-of-refresher', action: 'RefreshWebofficeToken' },
      parameters: { ProjectName: 'local', AccessToken: 'a', RefreshToken: 'b' },
    });
    assert.equal(refresh.body.Code, 'InvalidRefreshToken', 'it may, but not with that');
  });
});

test('a key of STS comes with its token, which is signed', async () => {
  const key = { accessKeyId: 'temporary', accessKeySecret: 'secret-of-temporary', parameters };
  const code = async (more: object) => (await callImm(office, { ...key, ...more })).body.Code;
  assert.equal(await code({ securityToken: 'token-of-temporary' }), undefined);
  assert.equal(await code({}), 'MissingSecurityToken');
  assert.equal(await code({ securityToken: 'another' }), 'InvalidSecurityToken.Malformed');
  assert.equal(await code({ securityToken: 'token-of-temporary', unsigned: ['x-acs-security-token'] }), 'IncompleteSignature');
  const all = { accessKeyId: 'all', accessKeySecret: 'secret-of-all', securityToken: 'token-of-temporary' };
  assert.equal(await code(all), 'InvalidSecurityToken.MismatchWithAccessKey');
});

test('the error for a wrong signature says what should have been signed, without tokens and passwords', async () => {
  const secrets = { AccessToken: 'an-access-token', RefreshToken: 'a-refresh-token', Password: 'a-password' };
  const { body } = await callImm(office, {
    ...{ accessKeyId: 'temporary', accessKeySecret: 'wrong', securityToken: 'token-of-temporary' },
    parameters: { ...parameters, ...secrets },
  });
  assert.equal(body.Code, 'SignatureDoesNotMatch');
  assert.match(body.Message!, /server StringToSign is \[ACS3-HMAC-SHA256\n[0-9a-f]{64}\] server CanonicalRequest is \[POST\n\/\n/);
  assert.match(body.Message!, /SourceURI=oss%3A%2F%2Ftest%2Fshort\.pdf/);
  for (const secret of [...Object.values(secrets), 'token-of-temporary']) assert.ok(!body.Message!.includes(secret), secret);
});

test('a bucket with hotlink protection opens for its referers only; the API does not mind, the page does', async () => {
  const status = async (more: object) => {
    const visitor = await visit(office, { SourceURI: 'oss://demo/field-guide.pdf', ...more });
    const response = await visitor.call('session', { method: 'POST' });
    if (response.ok) return response.status;
    assert.equal((await visitor.call('progress')).status, response.status);
    return ((await response.json()) as { Code: string }).Code;
  };
  assert.equal(await status({ Referer: 'https://www.example.com/page' }), 200);
  assert.equal(await status({ Referer: 'https://one.test/1' }), 200);
  for (const Referer of ['https://www.example.org/page', 'https://one.test/12', 'https://wwwxexample.com/', '*']) {
    assert.equal(await status({ Referer }), 'RefererDenied', Referer);
  }
  assert.equal(await status({}), 'RefererDenied', 'without one');
});

describe('export', () => {
  const may = { Readonly: true, Export: true, Print: true };
  const download = async (wish: object) => (await visit(office, { Permission: may, ...wish })).call('export');

  test('gives what is shown as PDF, under the document’s name', async () => {
    const response = await download({ SourceURI: 'oss://test/chinese.docx', Filename: '湖 (1).docx' });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-disposition'), `attachment; filename*=UTF-8''${'%E6%B9%96%20%281%29'}.pdf`);
    const [page] = await readPages(Buffer.from(await response.arrayBuffer()));
    assert.ok(page?.includes('湖边的灯塔'));
  });

  test('of text and tables too', async () => {
    for (const [SourceURI, words] of [
      ['oss://test/gbk.txt', '中文文本'],
      ['oss://demo/opening-hours.csv', '主圆顶'],
    ]) {
      const response = await download({ SourceURI, Referer: 'https://www.example.com/' });
      const text = (await readPages(Buffer.from(await response.arrayBuffer()))).join('');
      assert.ok(text.includes(words!), text.slice(0, 100));
    }
  });

  test('no more pages than are shown', async () => {
    const wish = { SourceURI: 'oss://demo/annual-report.docx', Referer: 'https://www.example.com/', PreviewPages: 2 };
    assert.equal(await pageCount(Buffer.from(await (await download(wish)).arrayBuffer())), 2);
  });

  test('needs its permission, and never gives PDFs', async () => {
    const denied = [
      { SourceURI: 'oss://test/chinese.docx', Permission: { Readonly: true, Print: true } },
      { SourceURI: 'oss://test/pdf-inside.docx' },
    ];
    for (const wish of denied) {
      const response = await download(wish);
      assert.deepEqual([response.status, ((await response.json()) as { Code: string }).Code], [403, 'AccessDenied']);
    }
  });

  test('says why there is nothing', async () => {
    const response = await download({ SourceURI: 'oss://test/broken.docx' });
    assert.deepEqual([response.status, ((await response.json()) as { Code: string }).Code], [409, 'DocumentBroken']);
  });
});

test('renaming needs its permission, and keeps the extension', async () => {
  const SourceURI = 'oss://test/chinese.docx';
  const may = await visit(office, { SourceURI, Permission: { Rename: true } });
  assert.equal((await may.post('rename', { name: '新名.docx' })).status, 204);
  const info = (await (await may.call('session', { method: 'POST' })).json()) as { fileInfo: { name: string } };
  assert.equal(info.fileInfo.name, '新名.docx');
  for (const name of ['new.doc', 'new', 'a/b.docx', 'new.DOCX', '', 5, 'line\nbreak.docx']) {
    assert.equal((await may.post('rename', { name })).status, 400, String(name));
  }
  const mayNot = await visit(office, { SourceURI, Permission: { Readonly: true } });
  assert.equal((await mayNot.post('rename', { name: 'new.docx' })).status, 403);
});
