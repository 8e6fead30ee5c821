/** Whatever comes in, the answer is one of the contract. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { Credentials, unwrap } from '../../src/contract/credentials.js';
import { ENDPOINT_ERRORS, EndpointError } from '../../src/contract/errors.js';
import type { LocalWebOffice } from '../../src/local/index.js';
import { startOffice, temporaryStorage, tokenHandlerFor, type Storage } from '../setup/offices.js';

let storage: Storage;
let office: LocalWebOffice;
const told: unknown[] = [];
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { onError: (error) => told.push(error) });
});
after(async () => {
  await office.close();
  await storage.remove();
});

const sourceURI = fc.oneof(
  fc.string(),
  fc.constantFrom('oss://test/short.pdf', 'oss://test/../demo/budget.xlsx', 'oss://test/%00', 'oss://__proto__/x.pdf'),
);
const wish = fc.record(
  {
    action: fc.constantFrom('open', 'refresh', 'constructor'),
    sourceURI,
    filename: fc.string({ unit: 'binary' }),
    permission: fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('readonly', 'copy', 'print', 'export'), fc.boolean())),
    previewPages: fc.oneof(fc.double(), fc.integer(), fc.string()),
    watermark: fc.jsonValue(),
    user: fc.jsonValue(),
    accessToken: fc.string(),
    refreshToken: fc.string(),
  },
  { requiredKeys: ['action'] },
);

test('the token endpoint: 4,000 requests, and none is answered outside the contract', async () => {
  const handler = tokenHandlerFor(office, { onError: (error) => told.push(error) });
  const body = fc.oneof(
    wish.map((value) => JSON.stringify(value)),
    fc.json(),
    fc.string({ unit: 'binary' }),
  );
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom('application/json', 'text/plain'), async (text, type) => {
      const request = new Request('https://host.example/', { method: 'POST', body: text, headers: { 'content-type': type } });
      const response = await handler(request);
      const answer: unknown = await response.json();
      if (response.status === 200) return void Credentials.parse(unwrap(answer));
      const { code, message } = EndpointError.parse(answer).error;
      assert.equal(response.status, ENDPOINT_ERRORS[code]);
      assert.ok(response.status < 500, message);
      assert.ok(!/\n\s+at /.test(message), 'no stack');
    }),
    { numRuns: 4_000 },
  );
  assert.deepEqual(told, [], 'nothing went wrong inside');
});
