/** What was built from other sources is built anew before tests, and nothing else is. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { after, test } from 'node:test';
import { PARTS, isStale, noteBuilt } from '../../scripts/stale.js';

const root = `${mkdtempSync(`${tmpdir()}/stale-`)}/`;
after(() => rmSync(root, { recursive: true }));
const write = (path: string, text: string) => {
  mkdirSync(dirname(root + path), { recursive: true });
  writeFileSync(root + path, text);
};
for (const path of ['package.json', 'package-lock.json', 'vite.config.ts', 'src/index.ts', 'src/element/view.ts']) write(path, 'one');
const { output } = PARTS.cdn;

test('stale is what was never built, what has other sources, and what was written by a build that failed', () => {
  const stale = () => isStale('cdn', root);
  assert.throws(() => noteBuilt('cdn', root), /ENOENT/);
  assert.equal(stale(), true);
  write(output, 'built');
  assert.equal(stale(), true, 'by nobody knows what');
  const build = () => (noteBuilt('cdn', root), stale());
  assert.equal(build(), false);
  write('src/element/view.ts', 'one');
  assert.equal(stale(), false, 'the same content at another time');
  const changes: Record<string, () => void> = {
    'another content': () => write('src/element/view.ts', 'two'),
    'a new file': () => write('src/element/new.ts', ''),
    'a file less': () => rmSync(`${root}src/element/new.ts`),
    'other dependencies': () => write('package-lock.json', 'two'),
    'an output written since': () => utimesSync(root + output, 1, 1),
  };
  for (const [name, change] of Object.entries(changes)) {
    change();
    assert.equal(stale(), true, name);
    assert.equal(build(), false, name);
  }
  rmSync(root + output);
  assert.equal(stale(), true, 'no output');
});
