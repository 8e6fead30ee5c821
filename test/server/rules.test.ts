import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OpenRequest } from '../../src/contract/requests.js';
import { createTokenHandler, type Grant, type TokenHandlerOptions } from '../../server/src/index.js';

/** Calls that reach IMM, by their parameters. */
type Sent = Record<string, unknown>;

async function ask(wish: Partial<OpenRequest>, grant: Partial<Grant> = {}, options: Partial<TokenHandlerOptions> = {}) {
  const sent: Sent[] = [];
  const soon = new Date(Date.now() + 60_000).toISOString();
  const handler = createTokenHandler({
    imm: {
      projectName: 'test',
      call: (_, parameters) => {
        sent.push(JSON.parse(JSON.stringify(parameters)) as Sent);
        return Promise.resolve({
          WebofficeURL: 'https://office-cn-shanghai.imm.aliyuncs.com/office/w/1',
          AccessToken: 'a',
          RefreshToken: 'r',
          AccessTokenExpiredTime: soon,
          RefreshTokenExpiredTime: soon,
        });
      },
    },
    authorize: () => ({
      user: { id: 'tester' },
      permission: { readonly: false, copy: true, export: true, print: true, history: true, rename: true },
      ...grant,
    }),
    ...options,
  });
  const response = await handler(
    new Request('https://host.example/', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'open', sourceURI: 'oss://bucket/report.docx', ...wish }),
    }),
  );
  const body = (await response.json()) as { error?: { code: string; message: string } };
  return { status: response.status, code: body.error?.code, message: body.error?.message ?? '', sent: sent[0] };
}

describe('a rule of the API page that is broken is told before IMM is called', () => {
  const cases: [what: string, wish: Partial<OpenRequest>, code: string, allowed: string][] = [
    ['a format nobody opens', { sourceURI: 'oss://bucket/film.mp4' }, 'UnsupportedFormat', 'mp4'],
    ['an extension in upper case', { filename: 'Report.DOCX' }, 'InvalidFilename', 'lower case'],
    ['a PDF to edit', { sourceURI: 'oss://bucket/a.pdf', permission: { readonly: false } }, 'InvalidPermission', 'mode="preview"'],
    [
      'a PDF to export',
      { sourceURI: 'oss://bucket/a.pdf', permission: { export: true, print: true } },
      'InvalidPermission',
      'cannot be exported',
    ],
    ['export without print', { permission: { export: true } }, 'InvalidPermission', 'print'],
    ['no pages', { previewPages: 0 }, 'InvalidPreviewPages', '1 to 5000'],
    ['too many pages', { previewPages: 5_001 }, 'InvalidPreviewPages', '1 to 5000'],
    ['half a page', { previewPages: 1.5 }, 'InvalidPreviewPages', '1 to 5000'],
    ['user data without notifications', { userData: 'x' }, 'InvalidUserData', 'notifications'],
    ['an address that is none', { sourceURI: 'report.docx' }, 'InvalidSourceURI', 'oss://'],
  ];
  for (const [what, wish, code, allowed] of cases) {
    test(what, async () => {
      const answer = await ask(wish);
      assert.equal(answer.code, code);
      assert.ok(answer.message.includes(allowed), answer.message);
      assert.equal(answer.sent, undefined);
    });
  }

  test('user data of more than 2,048 bytes', async () => {
    const options = { notifyTopicName: 'topic' };
    assert.equal((await ask({ userData: '页'.repeat(682) }, {}, options)).status, 200);
    assert.equal((await ask({ userData: '页'.repeat(683) }, {}, options)).code, 'InvalidUserData');
  });
});

describe('what a mode has no use for is left out, and nothing is refused for it', () => {
  const all = { copy: true, export: true, print: true, history: true, rename: true };
  const sentAll = { Rename: true, History: true, Copy: true, Export: true, Print: true };
  const rest = { cachePreview: true, previewPages: 5, hidecmb: true };

  test('history in a preview', async () => {
    const { sent } = await ask({ permission: { ...all, readonly: true } });
    assert.deepEqual(sent?.Permission, { ...sentAll, Readonly: true, History: false });
  });

  test('print in a cached preview, and export, which needs it', async () => {
    const { sent } = await ask({ ...rest, permission: { ...all, readonly: true } });
    assert.deepEqual(sent?.Permission, { ...sentAll, Readonly: true, History: false, Print: false, Export: false });
    assert.deepEqual([sent?.CachePreview, sent?.PreviewPages, sent?.Hidecmb], [true, 5, true]);
  });

  test('a hidden toolbar, a cached preview and a limit of pages while editing', async () => {
    const { sent } = await ask({ ...rest, permission: { ...all, readonly: false } });
    assert.deepEqual(sent?.Permission, { ...sentAll, Readonly: false });
    for (const name of ['CachePreview', 'PreviewPages', 'Hidecmb']) assert.equal(sent?.[name], undefined, name);
  });

  test('but not where the host grants reading only, or sets the limit itself', async () => {
    const { sent } = await ask({ ...rest, permission: { ...all, readonly: false } }, { permission: all });
    assert.deepEqual([sent?.CachePreview, sent?.PreviewPages, sent?.Hidecmb], [true, 5, true]);
    assert.equal((await ask({ ...rest, permission: { readonly: false } }, { previewPages: 3 })).sent?.PreviewPages, 3);
  });

  test('in every combination, unless no mode could satisfy it: export without print', async () => {
    const names = ['readonly', 'copy', 'print', 'export', 'history', 'rename', 'cachePreview', 'hidecmb', 'pages'] as const;
    for (let bits = 0; bits < 2 ** names.length; bits++) {
      const has = (name: (typeof names)[number]) => Boolean(bits & (1 << names.indexOf(name)));
      const permission = Object.fromEntries(names.slice(0, 6).map((name) => [name, has(name)]));
      const { code, sent } = await ask({
        permission,
        cachePreview: has('cachePreview'),
        hidecmb: has('hidecmb'),
        ...(has('pages') && { previewPages: 5 }),
      });
      const what = names.filter(has).join(' ');
      assert.equal(code, has('export') && !has('print') ? 'InvalidPermission' : undefined, what);
      if (code) continue;
      const { Readonly, History, Print, Export } = sent?.Permission as Record<string, boolean>;
      assert.equal(Readonly, has('readonly'), what);
      assert.equal(History, has('history') && !Readonly, what);
      assert.equal(Print, has('print') && !(Readonly && has('cachePreview')), what);
      assert.equal(Export, has('export') && Print, what);
      assert.equal(sent?.Hidecmb ?? false, has('hidecmb') && Readonly, what);
    }
  });
});

describe('what is asked and granted becomes IMM’s parameters', () => {
  test('all of them', async () => {
    const { sent } = await ask(
      {
        filename: 'shown.docx',
        permission: { readonly: true, copy: true, print: true, export: true },
        previewPages: 5,
        password: '123456',
        hidecmb: true,
        watermark: { type: 1, value: 'secret', rotate: -0.5, fillStyle: 'red' },
        userData: '{"id":1}',
        externalUploaded: true,
        cachePreview: false,
      },
      {},
      { referer: 'https://app.example', notification: { MNS: { TopicName: 'topic' } }, credentialConfig: { ServiceRole: 'role' } },
    );
    assert.deepEqual(sent, {
      SourceURI: 'oss://bucket/report.docx',
      Filename: 'shown.docx',
      Permission: { Readonly: true, Rename: false, History: false, Copy: true, Export: true, Print: true },
      User: { Id: 'tester', Name: 'tester' },
      CachePreview: false,
      PreviewPages: 5,
      Password: '123456',
      Hidecmb: true,
      Watermark: { Type: 1, Value: 'secret', Rotate: -0.5, FillStyle: 'red' },
      UserData: '{"id":1}',
      ExternalUploaded: true,
      Referer: 'https://app.example',
      Notification: { MNS: { TopicName: 'topic' } },
      CredentialConfig: { ServiceRole: 'role' },
    });
  });

  test('an upper-case extension of the stored document is no obstacle', async () => {
    const { sent } = await ask({ sourceURI: 'oss://bucket/Report.DOCX' });
    assert.equal(sent?.Filename, 'Report.docx');
  });

  test('the host’s word is the last: fewer pages, its watermark, its name, its user', async () => {
    const { sent } = await ask(
      { previewPages: 50, watermark: { value: 'mine' }, user: { id: 'admin' }, filename: 'mine.docx' },
      { previewPages: 3, watermark: { type: 1, value: 'theirs' }, filename: 'theirs.docx' },
    );
    assert.equal(sent?.PreviewPages, 3);
    assert.deepEqual(sent?.Watermark, { Type: 1, Value: 'theirs' });
    assert.equal(sent?.Filename, 'theirs.docx');
    assert.deepEqual(sent?.User, { Id: 'tester', Name: 'tester' });
  });

  test('export goes when print is not granted', async () => {
    const { sent } = await ask({ permission: { export: true, print: true } }, { permission: { export: true } });
    assert.deepEqual(sent?.Permission, { Readonly: true, Rename: false, History: false, Copy: false, Export: false, Print: false });
  });
});
