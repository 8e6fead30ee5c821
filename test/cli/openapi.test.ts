/** docs/openapi.json: whole, true to the contract, and as the script writes it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Credentials, TokenPair } from '../../src/contract/credentials.js';
import { ENDPOINT_ERRORS, EndpointError } from '../../src/contract/errors.js';
import { TokenRequest } from '../../src/contract/requests.js';

interface Media {
  'application/json': { examples: Record<string, { value: unknown }> };
}
interface OpenAPI {
  paths: Record<string, { post: { requestBody: { content: Media }; responses: Record<string, { content: Media }> } }>;
}
const text = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
const document = JSON.parse(text) as OpenAPI;
const { requestBody, responses } = document.paths['/api/weboffice']!.post;
const examples = ({ content }: { content: Media }) =>
  Object.entries(content['application/json'].examples).map(([name, { value }]) => ({ name, value }));

test('the file is what the schemas say', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/openapi.ts', '--check'], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
});

test('every reference leads somewhere', () => {
  const references = [...text.matchAll(/"(#\/[^"]*)"/g)].map(([, reference]) => reference!);
  assert.ok(references.length > 10);
  for (const reference of references) {
    const found = reference
      .slice(2)
      .split('/')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
    assert.equal(typeof found, 'object', reference);
  }
});

test('every error code is there, with its status', () => {
  const told = Object.entries(responses).flatMap(([status, response]) =>
    status === '200' ? [] : examples(response).map(({ name, value }) => [name, Number(status), EndpointError.parse(value).error.code]),
  );
  const expected = Object.entries(ENDPOINT_ERRORS).map(([code, status]) => [code, status, code]);
  assert.deepEqual(told.sort(), expected.sort());
});

test('requests and answers of the examples are such', () => {
  for (const { name, value } of examples(requestBody)) assert.equal(TokenRequest.parse(value).action, name);
  const [open, refresh] = examples(responses['200']!);
  Credentials.parse(open?.value);
  TokenPair.parse(refresh?.value);
});
