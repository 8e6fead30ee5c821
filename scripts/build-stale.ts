/** Builds the parts of `dist/` that are named, or else all, if their sources have changed since. `--done <part>` notes that one has just been built. */
import { spawnSync } from 'node:child_process';
import { PARTS, isStale, noteBuilt, type Part } from './stale.js';

const [first, ...rest] = process.argv.slice(2);
if (first === '--done') {
  for (const part of rest as Part[]) noteBuilt(part);
} else {
  const wanted = (first === undefined ? Object.keys(PARTS) : [first, ...rest]) as Part[];
  for (const part of wanted.filter((each) => isStale(each))) {
    // npm names itself in the environment, so that no shell has to find it.
    const { status } = spawnSync(process.execPath, [process.env.npm_execpath!, 'run', '--silent', `build:${part}`], { stdio: 'inherit' });
    if (status === 0) continue;
    process.exitCode = status ?? 1;
    break;
  }
}
