/** What npm runs at a release, docs/releasing.md: `repository` once, `news` before a version is made, `version` with it, `check` before it is published. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hasVersion, news, withVersion } from './changelog.js';
import { withPackageVersion } from './package-versions.js';
import { withRepository } from './repository.js';

const file = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const changelog = readFileSync(file('CHANGELOG.md'), 'utf8');
const { version, repository } = JSON.parse(readFileSync(file('package.json'), 'utf8')) as { version: string; repository?: unknown };

const steps: Record<string, () => unknown> = {
  repository() {
    const names = ['package.json', 'server/package.json', 'local/package.json'];
    const texts = names.map((name) => withRepository(readFileSync(file(name), 'utf8'), process.argv[3]));
    for (const [index, name] of names.entries()) writeFileSync(file(name), texts[index]!);
  },
  news: () => news(changelog),
  version() {
    writeFileSync(file('CHANGELOG.md'), withVersion(changelog, version, new Date().toISOString().slice(0, 10)));
    for (const name of ['server/package.json', 'local/package.json', 'package-lock.json']) {
      writeFileSync(file(name), withPackageVersion(readFileSync(file(name), 'utf8'), version));
    }
  },
  check() {
    if (!hasVersion(changelog, version)) throw new Error(`CHANGELOG.md says nothing of ${version}: npm version writes it`);
    // npm compares it with what the provenance names.
    if (!repository)
      throw new Error('package.json names no repository, and without it npm takes no provenance: npm run release:repository -- <its page>');
  },
};

try {
  steps[process.argv[2]!]!();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
