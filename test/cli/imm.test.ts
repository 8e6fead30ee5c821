/** `imm-weboffice-local imm`: what it prints is all that a backend in another language needs. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import * as openAPI from '@alicloud/openapi-client';
import RpcClient from '@alicloud/pop-core';
import * as rpc from '@alicloud/rpc-client';
import { RuntimeOptions } from '@alicloud/tea-util';
import { createImmClient } from '../../server/src/index.js';
import { run, startedUntil } from './program.js';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-imm-'));
  await writeFile(join(folder, 'notes.txt'), 'words');
});
after(() => rm(folder, { recursive: true, force: true }));

async function started(...words: string[]) {
  const { lines, end } = await startedUntil(/^WEBOFFICE_SDK_URL=/, 'imm', folder, ...words);
  return { values: Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string])), end };
}
const parameters = { SourceURI: 'oss://documents/notes.txt', Permission: { Readonly: true } };

test('a backend works with what it prints', async () => {
  const { values, end } = await started();
  assert.deepEqual(Object.keys(values), [
    ...['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'],
    ...['IMM_ENDPOINT', 'IMM_REGION_ID', 'IMM_PROJECT_NAME', 'WEBOFFICE_SDK_URL'],
  ]);
  const credential = { accessKeyId: values.ALIBABA_CLOUD_ACCESS_KEY_ID!, accessKeySecret: values.ALIBABA_CLOUD_ACCESS_KEY_SECRET! };
  assert.ok(credential.accessKeySecret.length >= 32, 'nobody guesses it');
  const client = createImmClient({
    ...{ regionId: values.IMM_REGION_ID!, projectName: values.IMM_PROJECT_NAME!, endpoint: values.IMM_ENDPOINT!, credential },
  });
  const answer = await client.call('GenerateWebofficeToken', parameters);
  assert.ok(String(answer.WebofficeURL).startsWith(values.IMM_ENDPOINT!));
  assert.equal((await fetch(values.WEBOFFICE_SDK_URL!)).status, 200);
  assert.equal(await end(), 0);
});

test('its access key and project can be chosen', async () => {
  const { values, end } = await started('--access-key', 'my-id:my-secret', '--project', 'demo');
  const rpc = new RpcClient({
    accessKeyId: 'my-id',
    accessKeySecret: 'my-secret',
    endpoint: values.IMM_ENDPOINT!,
    apiVersion: '2020-09-30',
  });
  const struct = { ...parameters, Permission: JSON.stringify(parameters.Permission) };
  const { WebofficeURL } = await rpc.request<Record<string, string>>(
    'GenerateWebofficeToken',
    { ProjectName: 'demo', ...struct },
    { method: 'POST' },
  );
  assert.ok(WebofficeURL);
  await assert.rejects(rpc.request('GenerateWebofficeToken', { ProjectName: 'local', ...struct }, {}), { code: 'ResourceNotFound' });
  assert.equal(await end(), 0);
});

test('a busy port and a missing folder end it with one line', async () => {
  const busy = createServer().listen(0, '127.0.0.1');
  await once(busy, 'listening');
  const { port } = busy.address() as AddressInfo;
  const taken = await run('imm-weboffice-local', 'imm', folder, '--port', String(port));
  assert.deepEqual([taken.code, taken.output], [2, '']);
  assert.match(taken.errors, /^imm-weboffice-local: port \d+ is taken: choose another with --port, or leave it out\n$/);
  busy.close();
  const missing = await run('imm-weboffice-local', 'imm', join(folder, 'none'));
  assert.deepEqual([missing.code, missing.output], [2, '']);
});

test('Alibaba Cloud’s clients for Node work unchanged, whatever they sign with', async () => {
  const { values, end } = await started('--access-key', 'my-id:my-secret');
  const config = {
    ...{ accessKeyId: 'my-id', accessKeySecret: 'my-secret', type: 'access_key' },
    ...{ endpoint: new URL(values.IMM_ENDPOINT!).host, protocol: 'http' },
  };
  const asked = { ProjectName: 'local', SourceURI: parameters.SourceURI, Permission: JSON.stringify(parameters.Permission) };
  const [name, version, options] = ['GenerateWebofficeToken', '2020-09-30', new RuntimeOptions({})] as const;
  const RPC = interop(rpc.default);
  const OpenAPI = interop(openAPI.default);
  const older = new RPC(new rpc.Config(config));
  const newer = new OpenAPI(new openAPI.Config(config));
  const second = new OpenAPI(new openAPI.Config({ ...config, signatureAlgorithm: 'v2' }));
  const params = {
    action: name,
    version,
    protocol: 'http',
    pathname: '/',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'json',
    bodyType: 'json',
  };
  const call = (method: string, request: object) =>
    newer.callApi(new openAPI.Params({ ...params, method }), new openAPI.OpenApiRequest(request), options);
  const query = new openAPI.OpenApiRequest({ query: asked });
  const calls: Record<string, () => Promise<unknown>> = {
    'rpc-client, GET': () => older.doRequest(name, 'http', 'GET', version, 'AK', asked, {}, options),
    'rpc-client, POST': () => older.doRequest(name, 'http', 'POST', version, 'AK', {}, asked, options),
    'openapi-client, doRPCRequest, GET': () => newer.doRPCRequest(name, version, 'http', 'GET', 'AK', 'json', query, options),
    'openapi-client, doRPCRequest, POST': () => newer.doRPCRequest(name, version, 'http', 'POST', 'AK', 'json', query, options),
    'openapi-client, doRPCRequest, v2': () => second.doRPCRequest(name, version, 'http', 'POST', 'AK', 'json', query, options),
    'openapi-client, callApi, GET': () => call('GET', { query: asked }),
    'openapi-client, callApi, POST': () => call('POST', { query: asked }),
    'openapi-client, callApi, JSON in the body': () => call('POST', { body: asked }),
  };
  for (const [client, ask] of Object.entries(calls)) assert.match(JSON.stringify(await ask()), /"WebofficeURL":"http/, client);
  assert.equal(await end(), 0);
});

/** CommonJS modules of TypeScript: imported, their default is a field of the default. */
function interop<T>(module: T): T {
  return (module as { default?: T }).default ?? module;
}
