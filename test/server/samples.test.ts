/** The sample servers of the demo, each as it stands there, against the local WebOffice. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { createLocalWebOffice, ensureEngines } from '../../local/src/index.js';
import { fileURLToPath } from 'node:url';

let office: LocalWebOffice;
before(async () => {
  await ensureEngines(console.log, true);
  office = await createLocalWebOffice({ root: fileURLToPath(new URL('../../demo/storage', import.meta.url)), projects: ['samples'] });
  // As a host would be told; the samples read it when they are imported.
  Object.assign(process.env, {
    IMM_ENDPOINT: office.url,
    IMM_PROJECT: 'samples',
    ALIBABA_CLOUD_ACCESS_KEY_ID: office.credential.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: office.credential.accessKeySecret,
    WEBOFFICE_SECRET: 'a secret of more than thirty-two characters',
    PORT: '0',
  });
});
after(() => office.close());

type Ask = (request: Request) => Response | Promise<Response>;

interface Running {
  ask: Ask;
  close?: () => Promise<unknown>;
}

const samples: Record<string, () => Promise<Running>> = {
  'Node’s own server': async () => listening((await import('../../demo/servers/node.js')).server),
  Express: async () => listening((await import('../../demo/servers/express.js')).server),
  Hono: async () => ({ ask: (await import('../../demo/servers/hono.js')).default.fetch }),
  'a Next route handler': async () => {
    const { POST } = await import('../../demo/servers/next.js');
    return { ask: POST };
  },
};

async function listening(server: Server): Promise<Running> {
  if (!server.listening) await once(server, 'listening');
  const { port, address } = server.address() as AddressInfo;
  assert.equal(address, '127.0.0.1');
  return {
    ask: async (request) => {
      const { pathname } = new URL(request.url);
      return fetch(`http://127.0.0.1:${port}${pathname}`, { method: 'POST', headers: request.headers, body: await request.text() });
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

for (const [name, start] of Object.entries(samples)) {
  describe(name, () => {
    let sample: Running;
    before(async () => {
      sample = await start();
    });
    after(() => sample.close?.());

    async function ask(session: string, body: object): Promise<[status: number, answer: Record<string, string>]> {
      const headers = { 'content-type': 'application/json', cookie: `theme=dark; session=${session}` };
      const response = await sample.ask(
        new Request('http://127.0.0.1/api/weboffice', { method: 'POST', headers, body: JSON.stringify(body) }),
      );
      return [response.status, (await response.json()) as Record<string, string>];
    }
    const open = { action: 'open', sourceURI: 'oss://demo/field-guide.pdf' };

    test('gives credentials that open the document, and refreshes them', async () => {
      const [status, credentials] = await ask('ada-1', open);
      assert.equal(status, 200);
      const { webofficeURL = '', accessToken, refreshToken } = credentials;
      assert.equal(new URL(webofficeURL).origin, office.url);
      assert.equal((await fetch(webofficeURL)).status, 200);
      const [refreshed, pair] = await ask('ada-1', { action: 'refresh', accessToken, refreshToken });
      assert.equal(refreshed, 200);
      assert.notEqual(pair.accessToken, accessToken);
    });

    for (const [who, session] of [
      ['strangers', 'nobody'],
      ['people without a right to the document', 'eve-1'],
    ] as const) {
      test(`refuses ${who}`, async () => {
        const [status, { error }] = await ask(session, open);
        assert.equal(status, 403);
        assert.equal((error as unknown as { code: string }).code, 'AccessDenied');
      });
    }
  });
}
