/** Finds programs, and installs browsers where this process may. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Engine } from './engine.js';

/** The first of these that is there: in the environment's variable, on the PATH by name, or at a place. */
export function findProgram(variable: string | undefined, names: readonly string[], places: readonly string[] = []): string | undefined {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [variable && process.env[variable], ...onPath, ...places].find((path) => path && existsSync(path));
}

/** Sees to it that an engine, or another program of the tests, is there: as root on Debian by installing it. @throws {Error} that says what to install */
export function ensureInstalled({
  label,
  packages,
  elsewhere,
  isInstalled,
}: Pick<Engine, 'label' | 'packages' | 'elsewhere' | 'isInstalled'>): void {
  if (isInstalled()) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(`The tests need ${label}: ${elsewhere}.`);
  console.log(`Installing ${packages} (once)…`);
  const options = ['-o', 'DPkg::Lock::Timeout=300', '-qq'];
  execFileSync('apt-get', [...options, 'update'], { stdio: 'ignore' });
  execFileSync('apt-get', [...options, 'install', '-y', '--no-install-recommends', ...packages.split(' ')], {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (!isInstalled()) throw new Error(`apt-get installed no ${label}`);
}
