/** What is in the package, and whether Node, TypeScript and the linters of packages find their way in it. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { installPacked, readManifest, run, type PackedPackage } from '../setup/packed.js';

let host: PackedPackage;
before(async () => {
  host = await installPacked();
});
after(() => host.remove());

const bin = (name: string) => fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url));

test('no sources, no tests, nothing but what is used', () => {
  const known = /^(dist\/.+|(package|custom-elements|vscode\.html-custom-data|web-types)\.json|(README|CHANGELOG)\.md|LICENSE)$/;
  const strange = host.files.filter((path) => !known.test(path) || /(?<!\.d)\.ts$|\.tsx$|\.map$|\.test\./.test(path));
  assert.deepEqual(strange, []);
});

test('what is bundled brings its licences', () => {
  for (const path of ['LICENSE', 'dist/cdn/third-party-licenses.md', 'dist/local/page/third-party-licenses.md']) {
    assert.ok(host.files.includes(path), path);
  }
});

test('everything that package.json names is there', async () => {
  const { exports, bin } = await readManifest(host);
  const named = [...Object.values(exports), ...Object.values(bin)].flatMap((entry) =>
    typeof entry === 'string' ? entry : Object.values(entry),
  );
  assert.deepEqual(
    named.map((path) => path.replace(/^\.\//, '')).filter((path) => !host.files.includes(path)),
    [],
  );
});

test('publint finds nothing', async () => {
  const { messages, pkg } = await publint({ pkgDir: host.folder, strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

test('are the types wrong? No', async () => {
  // Without types it says so and ends well.
  const { stdout } = await run(bin('attw'), [host.tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color']).catch(
    ({ stdout }: { stdout: string }) => assert.fail(stdout),
  );
  for (const door of ['imm-weboffice', 'imm-weboffice-server', 'imm-weboffice-local', 'imm-weboffice/react', 'imm-weboffice/vue']) {
    assert.match(stdout, new RegExp(`"${door}"\\s+node16 \\(from ESM\\): 🟢`));
  }
});

test('every door opens in plain Node', async () => {
  const { exports } = await readManifest(host);
  const doors = Object.keys(exports).filter((door) => !door.endsWith('.json'));
  assert.ok(doors.length >= 5);
  const main = await host.write(
    'main.mjs',
    `for (const door of ${JSON.stringify(doors)}) {
      const names = Object.keys(await import(door.replace('.', 'imm-weboffice')));
      if (names.length === 0) throw new Error(door + ' exports nothing');
    }`,
  );
  const { stdout, stderr } = await run(process.execPath, [main], { cwd: host.project });
  assert.deepEqual([stdout, stderr], ['', '']);
});

test('its types compile in a strict project that skips no declarations', async () => {
  const source = await host.write(
    'main.tsx',
    `import { createElement } from 'react';
    import { h } from 'vue';
    import { ImmReadyEvent } from 'imm-weboffice';
    import { ImmWeboffice } from 'imm-weboffice/react';
    import { ImmWeboffice as VueWeboffice } from 'imm-weboffice/vue';
    import { createTokenHandler } from 'imm-weboffice-server';
    import { createLocalWebOffice } from 'imm-weboffice-local';
    export const all = [createTokenHandler, createLocalWebOffice, createElement(ImmWeboffice, { mode: 'edit' }), h(VueWeboffice, { mode: 'edit' })];
    document.createElement('imm-weboffice').addEventListener('imm-ready', (event) => event satisfies ImmReadyEvent);
    // @ts-expect-error -- there is no such mode
    export const wrong = <imm-weboffice mode="read" />;`,
  );
  const options = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--jsx',
    'react-jsx',
  ];
  await run(bin('tsc'), [...options, '--types', 'node', '--lib', 'es2023,dom,dom.iterable', source], { cwd: host.project }).catch(
    (error: { stdout: string }) => assert.fail(error.stdout),
  );
});
