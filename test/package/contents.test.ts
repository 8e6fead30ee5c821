/** What is in the packages, and whether Node, TypeScript and the linters of packages find their way in them. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { installPacked, run, type Host, type Manifest } from '../setup/packed.js';

let host: Host;
before(async () => {
  host = await installPacked();
});
after(() => host.remove());

const bin = (name: string) => fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url));

const NAMES = ['imm-weboffice', 'imm-weboffice-server', 'imm-weboffice-local'] as const;
for (const name of NAMES) {
  describe(name, () => {
    const own = () => host.packages[name];

    test('no sources, no tests, nothing but what is used', () => {
      const known =
        /^((dist|deploy)\/.+|tags\/\w+\.d\.ts|(package|custom-elements|vscode\.html-custom-data|web-types)\.json|(README|CHANGELOG)\.md|LICENSE)$/;
      const strange = own().files.filter((path) => !known.test(path) || /(?<!\.d)\.ts$|\.tsx$|\.test\./.test(path));
      assert.deepEqual(strange, []);
    });

    test('source maps hold their sources, for debuggers of those who have the package only', async () => {
      const maps = own().files.filter((path) => path.endsWith('.map'));
      assert.ok(maps.length > 0);
      for (const path of maps) {
        assert.ok(own().files.includes(path.slice(0, -'.map'.length)), path);
        const { sources, sourcesContent } = JSON.parse(await readFile(join(own().folder, path), 'utf8')) as Record<string, unknown[]>;
        assert.equal(sourcesContent?.filter(Boolean).length, sources?.length, path);
      }
    });

    test('it says what it is and how it may be used', () => {
      for (const path of ['LICENSE', 'README.md']) assert.ok(own().files.includes(path), path);
    });

    test('everything that package.json names is there', () => {
      const { exports, bin = {} } = own().manifest;
      const named = [...Object.values(exports), ...Object.values(bin)].flatMap((entry) =>
        typeof entry === 'string' ? entry : Object.values(entry),
      );
      assert.deepEqual(
        named.map((path) => path.replace(/^\.\//, '')).filter((path) => !own().files.includes(path)),
        [],
      );
    });

    test('its command runs where it is installed', async () => {
      const { bin = {}, version } = own().manifest;
      for (const path of Object.values(bin)) {
        const { stdout } = await run(process.execPath, [join(own().folder, path), '--version'], { cwd: host.project });
        assert.equal(stdout, `${version}\n`);
      }
    });

    test('publint finds nothing', async () => {
      const { messages, pkg } = await publint({ pkgDir: own().folder, strict: true });
      assert.deepEqual(
        messages.map((message) => formatMessage(message, pkg)),
        [],
      );
    });

    test('are the types wrong? No', async () => {
      // Without types it says so and ends well.
      const { stdout } = await run(bin('attw'), [own().tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color']).catch(
        ({ stdout }: { stdout: string }) => assert.fail(stdout),
      );
      for (const entry of modulesOf(own().manifest)) {
        const door = entry.replace('.', name);
        assert.match(stdout, new RegExp(`"${door}"\\s+node16 \\(from ESM\\): 🟢`));
      }
    });

    for (const [kind, extension, load] of [
      ['import', 'mjs', 'await import'],
      ['require', 'cjs', 'require'],
    ] as const) {
      test(`${kind}: every entry point loads in plain Node`, async () => {
        const entries = modulesOf(own().manifest).map((entry) => entry.replace('.', name));
        assert.ok(entries.length > 0);
        const main = await host.write(
          `main.${extension}`,
          `for (const entry of ${JSON.stringify(entries)}) {
            const names = Object.keys(${load}(entry));
            if (names.length === 0) throw new Error(entry + ' exports nothing');
          }`,
        );
        const { stdout, stderr } = await run(process.execPath, [main], { cwd: host.project });
        // Of Node 20, 22.12 and their like: that require() of modules is experimental.
        assert.deepEqual(
          [stdout, stderr.replace(/^.*ExperimentalWarning: (CommonJS module|Support for loading ES Module).*\n.*\n/gm, '')],
          ['', ''],
        );
      });
    }
  });
}

const modulesOf = ({ exports }: Manifest) => Object.keys(exports).filter((entry) => !entry.endsWith('.json'));

test('what is bundled brings its licences', () => {
  assert.ok(host.packages['imm-weboffice'].files.includes('dist/cdn/third-party-licenses.md'));
  assert.ok(host.packages['imm-weboffice-local'].files.includes('dist/page/third-party-licenses.md'));
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
