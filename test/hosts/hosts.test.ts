/**
 * The packed packages in hosts that are too heavy for every run: `npm run test:hosts`. Installs Next, Bun and Deno from the npm registry into a temporary
 * folder. Each host renders the element on the server, and its token endpoint opens a document of the local WebOffice.
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { LocalWebOffice } from '../../local/src/index.js';
import { launch, officeFrame } from '../setup/browser.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { run } from '../setup/packed.js';
import { until } from '../setup/until.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const APP = fileURLToPath(new URL('app', import.meta.url));
const VERSIONS = { next: '16.4.6', react: '19.3.1', 'react-dom': '19.3.1', bun: '1.4.5', deno: '2.9.6', express: '5.3.0' };

let storage: Storage;
let office: LocalWebOffice;
let project: string;
let env: NodeJS.ProcessEnv;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
  const { url, credential, sdkURL } = office;
  env = {
    ...process.env,
    OFFICE: JSON.stringify({ url, credential }),
    SDK: sdkURL,
    NEXT_TELEMETRY_DISABLED: '1',
    DENO_NO_UPDATE_CHECK: '1',
  };
  delete env.NODE_OPTIONS;
  project = await mkdtemp(join(tmpdir(), 'imm-weboffice-hosts-'));
  await cp(APP, project, { recursive: true });
  const tarballs = await Promise.all(['.', 'server'].map(pack));
  await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: VERSIONS }));
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...tarballs], { cwd: project });
  // Both packages fetch no more than what npm has installed beside them.
  for (const script of ['bun/install.js', 'deno/install.cjs'])
    await run(process.execPath, [join('node_modules', script)], { cwd: project });
});
after(async () => {
  await office.close();
  await storage.remove();
  await rm(project, { recursive: true, force: true, maxRetries: 5 });
});

async function pack(folder: string): Promise<string> {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', project];
  const { stdout } = await run('npm', args, { cwd: join(ROOT, folder) });
  const [{ filename }] = Object.values(JSON.parse(stdout) as Record<string, { filename: string }>) as [{ filename: string }];
  return join(project, filename);
}

let host: ChildProcess | undefined;
afterEach(async () => {
  if (host?.exitCode === null && host.kill('SIGKILL')) await once(host, 'exit');
  host = undefined;
});

/** @returns the address that the host prints */
async function start(command: string, ...args: string[]): Promise<string> {
  let output = '';
  const child = (host = spawn(command, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] }));
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const address = () => {
    assert.equal(child.exitCode, null, output);
    return /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
  };
  return until(address, () => `the address of ${command}: ${output}`, 120_000);
}

async function assertServes(url: string): Promise<void> {
  const page = await (await fetch(url)).text();
  assert.match(page, /<imm-weboffice[^>]* src="oss:\/\/test\/short\.pdf"/);
  const body = JSON.stringify({ action: 'open', sourceURI: 'oss://test/short.pdf' });
  const response = await fetch(`${url}/api/weboffice`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  const answer = (await response.json()) as { accessToken?: string };
  assert.equal(response.status, 200, JSON.stringify(answer));
  assert.ok(answer.accessToken);
}

const bin = (name: string) => join(project, 'node_modules/.bin', name);
const SIMPLE: Record<string, () => [string, ...string[]]> = {
  'Express, CommonJS': () => [process.execPath, 'express.cjs'],
  Bun: () => [bin('bun'), 'bun.js'],
  // Not `.bin/deno`: that starts this program as a child, which would survive the end of the test.
  Deno: () => [
    join(project, 'node_modules/deno/deno'),
    'run',
    '--allow-net=127.0.0.1',
    '--allow-read',
    '--allow-env',
    '--allow-sys',
    'deno.js',
  ],
};

for (const [name, command] of Object.entries(SIMPLE)) {
  test(name, async () => assertServes(await start(...command())));
}

for (const cacheComponents of [false, true]) {
  test(`Next, App Router, cacheComponents: ${cacheComponents}`, async () => {
    await rm(join(project, '.next'), { recursive: true, force: true });
    await mkdir(join(project, 'app/api/weboffice'), { recursive: true });
    for (const name of ['page.jsx', 'layout.jsx']) await cp(join(APP, name), join(project, 'app', name));
    const route = await readFile(join(ROOT, 'demo/servers/next.ts'), 'utf8');
    await writeFile(join(project, 'app/api/weboffice/route.js'), route.replace('./host.js', '../../../handler.js'));
    await writeFile(join(project, 'next.config.js'), `export default ${JSON.stringify({ cacheComponents })};`);
    await run(bin('next'), ['build'], { cwd: project, env });
    const url = await start(process.execPath, 'node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', '0');
    await assertServes(url);
    const browser = await launch();
    try {
      const page = await browser.newPage();
      await page.goto(url);
      assert.ok(await officeFrame(page));
    } finally {
      await browser.close();
    }
  });
}
