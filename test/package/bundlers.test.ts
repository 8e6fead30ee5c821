/** A small app that uses the package, built by the bundlers people have, without a warning; each bundle then runs in a browser. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import nodeResolve from '@rollup/plugin-node-resolve';
import * as esbuild from 'esbuild';
import type { Browser } from 'puppeteer-core';
import { rollup, type RollupLog } from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';
import { launch } from '../setup/browser.js';
import { installPacked, type Host } from '../setup/packed.js';

let host: Host;
let browser: Browser;
before(async () => {
  host = await installPacked();
  await host.write('main.js', `import 'imm-weboffice';`);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await host.remove();
});

interface Build {
  entry: string;
  /** Folder for `bundle.js`. */
  output: string;
}

/** Each gives its warnings. */
const bundlers: Record<string, (build: Build) => Promise<string[]>> = {
  async Vite({ entry, output }) {
    const warnings: string[] = [];
    const logger = vite.createLogger('silent');
    logger.warn = logger.warnOnce = logger.error = (message) => void warnings.push(message);
    await vite.build({
      ...{ configFile: false, root: host.project, customLogger: logger },
      build: {
        outDir: output,
        rolldownOptions: { input: entry, output: { entryFileNames: 'bundle.js' }, onwarn: ({ message }) => void warnings.push(message) },
      },
    });
    return warnings;
  },
  async webpack({ entry, output }) {
    const compiler = webpack({ mode: 'production', context: host.project, entry, output: { path: output, filename: 'bundle.js' } });
    const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
      compiler.run((error, result) => (error ? reject(error) : resolve(result)));
    });
    await new Promise((resolve) => compiler.close(resolve));
    const { errors = [], warnings = [] } = stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
    return [...errors, ...warnings].map(({ message }) => message);
  },
  async esbuild({ entry, output }) {
    const options = { bundle: true, minify: true, format: 'esm', target: 'es2022', logLevel: 'silent' } as const;
    const { warnings } = await esbuild.build({
      ...options,
      absWorkingDir: host.project,
      entryPoints: [entry],
      outfile: join(output, 'bundle.js'),
    });
    return warnings.map(({ text }) => text);
  },
  async Rollup({ entry, output }) {
    const warnings: string[] = [];
    // Rollup alone also tells of comments and circles inside zod, which is no fault of ours.
    const ownWarning = ({ id, ids, message }: RollupLog) => {
      if (!/[\\/]zod[\\/]/.test(id ?? ids?.[0] ?? '')) warnings.push(message);
    };
    const bundle = await rollup({
      input: entry,
      plugins: [nodeResolve({ browser: true, rootDir: host.project })],
      onwarn: ownWarning,
    });
    await bundle.write({ dir: output, entryFileNames: 'bundle.js' });
    await bundle.close();
    return warnings;
  },
};

for (const [name, build] of Object.entries(bundlers)) {
  test(`${name} builds it, and the bundle registers the element`, async () => {
    const output = join(host.project, `output-${name}`);
    assert.deepEqual(await build({ entry: join(host.project, 'main.js'), output }), []);
    const page = await browser.newPage();
    const problems: unknown[] = [];
    page.on('pageerror', (error) => problems.push(error));
    await page.setContent('<!doctype html><imm-weboffice></imm-weboffice>');
    await page.addScriptTag({ type: 'module', content: await readFile(join(output, 'bundle.js'), 'utf8') });
    await page.waitForFunction(() => document.querySelector('imm-weboffice')?.shadowRoot?.querySelector('[part=empty]'), { polling: 100 });
    assert.deepEqual(problems, []);
    await page.close();
  });
}

test('the classic script registers the element, and gives its exports as a global', async () => {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><imm-weboffice></imm-weboffice>');
  const { folder } = host.packages['imm-weboffice'];
  await page.addScriptTag({ content: await readFile(join(folder, 'dist/cdn/imm-weboffice.iife.js'), 'utf8') });
  await page.waitForFunction(() => document.querySelector('imm-weboffice')?.shadowRoot?.querySelector('[part=empty]'), { polling: 100 });
  assert.equal(await page.evaluate('customElements.get("imm-weboffice") === ImmWeboffice.ImmWebofficeElement'), true);
  await page.close();
});
