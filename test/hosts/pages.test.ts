/**
 * The packed element in pages made with other frameworks, and with real routers: `npm run test:hosts`. Each app of `pages/` is type-checked where its
 * framework has types for tags, built with its own tool, and used in a browser. The versions are the newest that run in Node 20.
 */
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import { launch, officeFrame } from '../setup/browser.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { run } from '../setup/packed.js';
import { until } from '../setup/until.js';
import { KINDS } from '../setup/written-documents.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const APPS = fileURLToPath(new URL('pages', import.meta.url));

interface App {
  packages: Record<string, string>;
  /** Commands of `node_modules/.bin`, in the app's folder. */
  commands: [string, ...string[]][];
}

const vite = { vite: '8.3.8' };
const build: [string, ...string[]] = ['vite', 'build'];
const react = { react: '19.3.1', 'react-dom': '19.3.1' };
const typescript = { typescript: '5.9.3' };
const pages: Record<string, App> = {
  svelte: {
    packages: { ...vite, ...typescript, svelte: '5.57.3', '@sveltejs/vite-plugin-svelte': '7.3.1', 'svelte-check': '^4.0.0' },
    commands: [['svelte-check', '--tsconfig', 'tsconfig.json'], build],
  },
  solid: { packages: { ...vite, ...typescript, 'solid-js': '1.9.20', 'vite-plugin-solid': '2.11.14' }, commands: [['tsc'], build] },
  'react-17': { packages: { ...vite, react: '^17.0.2', 'react-dom': '^17.0.2' }, commands: [build] },
  preact: { packages: { ...vite, ...typescript, preact: '11.2.0', '@preact/preset-vite': '2.10.6' }, commands: [['tsc'], build] },
  astro: {
    packages: { ...typescript, astro: '^5.0.0', '@astrojs/check': '^0.9.0', '@emnapi/runtime': '^1.0.0', '@emnapi/core': '^1.0.0' },
    commands: [
      ['astro', 'check'],
      ['astro', 'build'],
    ],
  },
  // Rendered on a server first: what is shown comes from its HTML.
  nuxt: { packages: { nuxt: '~4.2.2', vue: '^3.5.0' }, commands: [['nuxt', 'generate']] },
  angular: {
    packages: {
      ...typescript,
      ...Object.fromEntries(
        ['core', 'common', 'compiler', 'compiler-cli', 'platform-browser', 'build', 'cli'].map((name) => [`@angular/${name}`, '^20.0.0']),
      ),
      ...{ rxjs: '^7.8.0', tslib: '^2.8.0' },
    },
    commands: [['ng', 'build']],
  },
};
const routers: Record<string, App> = {
  'react-router': { packages: { ...vite, ...react, 'react-router': '8.5.3' }, commands: [build] },
  'vue-router': { packages: { ...vite, vue: '^3.5.0', 'vue-router': '5.5.1' }, commands: [build] },
};

let storage: Storage;
let office: LocalWebOffice;
let browser: Browser;
let folder: string;
let tarball: string;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-pages-'));
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], { cwd: ROOT });
  const [{ filename }] = Object.values(JSON.parse(stdout) as Record<string, { filename: string }>) as [{ filename: string }];
  tarball = join(folder, filename);
});
after(async () => {
  await browser.close();
  await office.close();
  await storage.remove();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Installs and builds an app, and serves what came out with a token endpoint. */
async function serve(name: string, { packages, commands }: App): Promise<{ url: string; server: Server }> {
  const project = join(folder, name);
  await cp(join(APPS, name), project, { recursive: true });
  await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: packages }));
  // Plugins lag behind in what they name as peers.
  await run('npm', ['install', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', tarball], { cwd: project });
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NG_CLI_ANALYTICS: 'false', NUXT_TELEMETRY_DISABLED: '1' };
  for (const [command, ...args] of commands) {
    await run(join(project, 'node_modules/.bin', command), args, { cwd: project, env }).catch(
      (error: { stdout: string; message: string }) => assert.fail(`${command}: ${error.message}\n${error.stdout}`),
    );
  }
  const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };
  const authorize = () => ({ user: { id: 'ada', name: 'Ada' }, permission: { readonly: false, copy: true } });
  const endpoint = nodeEndpoint(office, { authorize });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    if (pathname === '/api/weboffice') return void endpoint(request, response);
    if (pathname === '/sdk.js') return response.writeHead(302, { location: office.sdkURL }).end();
    const type = types[extname(pathname)];
    void readFile(join(project, 'dist', type ? pathname : 'index.html')).then(
      (body) => response.writeHead(200, { 'content-type': type ?? 'text/html; charset=utf-8' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

async function inApp(name: string, app: App, look: (page: Page) => Promise<void>): Promise<void> {
  const { url, server } = await serve(name, app);
  const page = await browser.newPage();
  try {
    await page.goto(url);
    await look(page);
  } finally {
    await page.close();
    server.closeAllConnections();
    server.close();
  }
}

const waitForNote = (page: Page, pattern: string) =>
  page.waitForFunction((wanted) => new RegExp(wanted).test(document.querySelector('output')?.textContent ?? ''), { polling: 100 }, pattern);

describe('properties, events and methods of the tag in', () => {
  for (const [name, app] of Object.entries(pages)) {
    test(name, () =>
      inApp(name, app, async (page) => {
        await waitForNote(page, '^short\\.pdf is open$');
        await page.click('button');
        await waitForNote(page, '^\\d+ pages$');
        assert.ok(await officeFrame(page));
      }),
    );
  }
});

describe('a writer who types and leaves is asked by', () => {
  for (const [name, app] of Object.entries(routers)) {
    test(name, () =>
      inApp(name, app, async (page) => {
        const file = `${storage.root}/test/routed.csv`;
        const answers = [false, true];
        const asked: string[] = [];
        page.on('dialog', (dialog) => {
          asked.push(dialog.message());
          void (answers.shift() ? dialog.accept() : dialog.dismiss());
        });
        await KINDS['csv']!.make(file);
        await page.reload();
        await waitForNote(page, '^ready$');
        await KINDS['csv']!.goThere(await officeFrame(page));
        await page.keyboard.type('typed');
        await page.waitForFunction(() => document.querySelector('imm-weboffice')!.unsaved, { polling: 100 });
        await page.click('a');
        await until(() => asked.length === 1, 'the question');
        await waitForNote(page, '^ready$');
        assert.equal(new URL(page.url()).pathname, '/');
        assert.doesNotMatch(await readFile(file, 'utf8'), /typed/);
        await page.click('a');
        await waitForNote(page, '^elsewhere$');
        assert.match(await readFile(file, 'utf8'), /typed/);
        assert.equal(asked.length, 2);
      }),
    );
  }
});
