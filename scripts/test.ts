/** `npm test`: all parts in order, then how long each took. Without what the first two check and make, the others are not worth their time. */
import { spawnSync } from 'node:child_process';

const PARTS = [
  ['check'],
  ['build'],
  ['test:node'],
  ['test:package'],
  ['test:element'],
  ['test:end-to-end', 'chromium'],
  ['test:engines'],
] as const;

const durations: string[] = [];
for (const [name, ...args] of PARTS) {
  const started = performance.now();
  // npm names itself in the environment, so that no shell has to find it.
  const { status } = spawnSync(process.execPath, [process.env.npm_execpath!, 'run', name, ...args], { stdio: 'inherit' });
  durations.push(`${((performance.now() - started) / 1_000).toFixed(0).padStart(6)} s  ${name}${status === 0 ? '' : '  failed'}`);
  if (status === 0) continue;
  process.exitCode = status ?? 1;
  if (name === 'check' || name === 'build') break;
}
console.log(`\nDuration of each part:\n${durations.join('\n')}`);
