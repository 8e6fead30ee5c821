/** The documentation's Vite configuration, as it is written there, in a React project that has the package from npm. */
import assert from 'node:assert/strict';
import { copyFile, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, createServer } from 'vite';
import { launch } from '../setup/browser.js';
import { installPacked, type Host } from '../setup/packed.js';
import { freePort } from '../setup/program.js';

const repository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

let host: Host;
before(async () => {
  host = await installPacked();
  await symlink(repository('node_modules/vite'), join(host.project, 'node_modules/vite'), 'junction');
  await mkdir(join(host.project, 'documents/files'), { recursive: true });
  await copyFile(repository('demo/storage/demo/annual-report.docx'), join(host.project, 'documents/files/report.docx'));
  await copyFile(repository('demo/samples/vite.config.ts'), join(host.project, 'vite.config.ts'));
  await host.write('index.html', '<!doctype html><div id="root"></div><script type="module" src="/main.js"></script>');
  await host.write(
    'main.js',
    `import { createElement } from 'react';
    import { createRoot } from 'react-dom/client';
    import { ImmWeboffice } from 'imm-weboffice/react';
    const props = { tokenEndpoint: '/api/weboffice', sdkUrl: import.meta.env.VITE_SDK_URL, src: 'oss://files/report.docx' };
    createRoot(document.querySelector('#root')).render(createElement(ImmWeboffice, props));`,
  );
  // As Vite is run there, without tsx, which a fork would look for.
  process.chdir(host.project);
  process.execArgv = [];
});
after(() => {
  process.chdir(repository('.'));
  return host.remove();
});

test('Vite’s server has the WebOffice and the token endpoint with it', async () => {
  const server = await createServer({ logLevel: 'silent', server: { host: '127.0.0.1', port: await freePort() } });
  await server.listen();
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(server.resolvedUrls!.local[0]!);
  // Vite may load the page once more, when it has found what it imports.
  await page.waitForFunction(
    () => {
      const { state, fileInfo } = document.querySelector('imm-weboffice') ?? {};
      return state === 'ready' && fileInfo?.name === 'report.docx';
    },
    { polling: 100, timeout: 60_000 },
  );
  await browser.close();
  await server.close();
});

test('what Vite builds knows of no server on this machine', async () => {
  const built = await build({ logLevel: 'silent', build: { write: false } });
  const [{ output }] = [built].flat() as [Extract<typeof built, { output: unknown }>];
  const code = output.map((part) => (part.type === 'chunk' ? part.code : '')).join('');
  assert.ok(code.includes('oss://files/report.docx'));
  assert.doesNotMatch(code, /127\.0\.0\.1:\d/);
});
