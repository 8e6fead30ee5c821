/** The sample hosts of `demo/backends`, started as their README says, for the languages that are installed here. */
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './engines/installed.js';
import { freePort } from './program.js';
import { until } from './until.js';

const folderOf = (name: string) => fileURLToPath(new URL(`../../demo/backends/${name}`, import.meta.url));

export interface Language {
  name: string;
  /** What says whether it is installed. */
  probe: readonly string[];
  /** The program and its words, in the language's folder. */
  run: (port: number) => readonly string[];
}

export const LANGUAGES: readonly Language[] = [
  { name: 'python', probe: ['python3', '--version'], run: () => ['python3', 'host.py'] },
  { name: 'php', probe: ['php', '--version'], run: (port) => ['php', '-S', `127.0.0.1:${port}`, 'host.php'] },
  { name: 'go', probe: ['go', 'version'], run: () => ['go', 'run', 'host.go'] },
  // A runtime alone has no compiler, which a source file needs.
  { name: 'java', probe: ['javac', '-version'], run: () => ['java', 'Host.java'] },
];

const isInstalled = ({ probe: [command = '', ...words] }: Language) => spawnSync(command, words).status === 0;

/**
 * The languages that are installed; where there are fewer than two, Python and PHP are, as root on Debian.
 * @throws {Error} that says what to install
 */
export function installedLanguages(): readonly Language[] {
  const installed = () => LANGUAGES.filter(isInstalled);
  ensureInstalled({
    label: 'two of Python, PHP, Go and a JDK',
    packages: 'python3 php-cli',
    elsewhere: 'install two of them',
    isInstalled: () => installed().length >= 2,
  });
  return installed();
}

export interface Backend {
  origin: string;
  close(): Promise<void>;
}

/** A port, and the origin that a host on it will have: the token service has to know it first. */
export async function chooseOrigin(): Promise<string> {
  return `http://127.0.0.1:${await freePort()}`;
}

/** Starts a host at an origin, and waits until it answers. */
export async function startBackend(language: Language, origin: string, environment: Record<string, string>): Promise<Backend> {
  const { port } = new URL(origin);
  const [command = '', ...words] = language.run(Number(port));
  // A group of its own: `go run` is the parent of the host.
  const child = spawn(command, words, {
    ...{ cwd: folderOf(language.name), env: { ...process.env, ...environment, PORT: port, ORIGIN: origin } },
    ...{ detached: true, stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'] },
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (errors += part));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const kill = () => void (child.exitCode === null && child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'));
  process.once('exit', kill);
  const close = async () => {
    process.off('exit', kill);
    kill();
    await ended;
  };
  const answers = async () => {
    if (child.exitCode !== null) throw new Error(`the host in ${language.name} has ended: ${errors}`);
    return (await fetch(origin).catch(() => undefined))?.ok;
  };
  try {
    // Go compiles its standard library the first time.
    await until(answers, () => `the host in ${language.name}: ${errors}`, 120_000);
  } catch (error) {
    await close();
    throw error;
  }
  return { origin, close };
}

/** Serves the built classic script, in place of the CDN. */
export async function serveElement(): Promise<Backend> {
  const script = await readFile(new URL('../../dist/cdn/imm-weboffice.iife.js', import.meta.url));
  const server = createServer((_, response) => response.setHeader('content-type', 'text/javascript').end(script));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
