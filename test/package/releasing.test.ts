/** A release, as docs/releasing.md has it, in a repository of its own. */
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../setup/packed.js';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const FILES = [
  'package.json',
  'package-lock.json',
  'README.md',
  'tsconfig.json',
  '.prettierrc.json',
  'scripts',
  'src/frameworks',
  'server/package.json',
  'local/package.json',
];
const DATA = ['custom-elements.json', 'web-types.json', 'vscode.html-custom-data.json'];

let folder: string;
const read = (name: string) => readFile(join(folder, name), 'utf8');
const git = async (...args: string[]) => (await run('git', args, { cwd: folder })).stdout.trim();
const npm = (...args: string[]) => run('npm', args, { cwd: folder });
const says = (words: RegExp) => (error: { stderr: string }) => words.test(error.stderr);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-release-'));
  for (const name of [...FILES, ...DATA]) await cp(join(PROJECT, name), join(folder, name), { recursive: true });
  await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await writeFile(join(folder, '.gitignore'), 'node_modules\n');
  await writeFile(join(folder, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.0.9, 2026-01-01\n\n- Old.\n');
  await git('init', '--quiet');
  await git('config', 'user.name', 'A maintainer');
  await git('config', 'user.email', 'maintainer@example.com');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'As it was');
});
after(() => rm(folder, { recursive: true, force: true }));

test('what the changelog does not know is not published', async () => {
  await assert.rejects(npm('run', 'prepublishOnly'), says(/CHANGELOG\.md says nothing of \d/));
});

test('npm version gives the news their version, in the changelog and in the editors’ data, and commits and tags both', async () => {
  await npm('version', '7.1.0');
  assert.match(
    await read('CHANGELOG.md'),
    /## Unreleased\n\n## 7\.1\.0, \d{4}-\d\d-\d\d\n\n- New\.\n\n## 0\.0\.9, 2026-01-01\n\n- Old\.\n$/,
  );
  assert.equal((JSON.parse(await read('web-types.json')) as { version: string }).version, '7.1.0');
  for (const name of ['server', 'local']) {
    const { version, dependencies } = JSON.parse(await read(`${name}/package.json`)) as {
      version: string;
      dependencies: Record<string, string>;
    };
    assert.deepEqual([version, dependencies['imm-weboffice']], ['7.1.0', '7.1.0']);
  }
  assert.equal(await git('status', '--porcelain'), '');
  assert.equal(await git('describe', '--exact-match'), 'v7.1.0');
});

test('without news there is no version, and nothing is changed', async () => {
  await assert.rejects(npm('version', 'patch'), says(/nothing under “## Unreleased”/));
  assert.equal(await git('status', '--porcelain'), '');
});

test('without the repository, which provenance names, nothing is published; one command names it in every package', async () => {
  await assert.rejects(npm('run', 'prepublishOnly'), says(/names no repository.*npm run release:repository/));
  for (const page of [
    '',
    'owner/name',
    'http://git.example/a',
    'https://git.example/',
    'https://me@git.example/a',
    'javascript:alert(1)',
  ]) {
    await assert.rejects(npm('run', 'release:repository', '--', page), says(/Name the page of the repository/), page);
  }
  assert.equal(await git('status', '--porcelain'), '');
  await npm('run', 'release:repository', '--', 'https://git.example/owner/imm-weboffice.git');
  const url = 'git+https://git.example/owner/imm-weboffice.git';
  const bugs = 'https://git.example/owner/imm-weboffice/issues';
  for (const [path, directory] of [
    ['package.json', undefined],
    ['server/package.json', 'server'],
    ['local/package.json', 'local'],
  ] as const) {
    const manifest = JSON.parse(await read(path)) as Record<string, unknown>;
    assert.deepEqual([manifest['repository'], manifest['bugs']], [{ type: 'git', url, ...(directory && { directory }) }, bugs]);
    assert.match(String(manifest['homepage']), /^https:\/\/git\.example\/owner\/imm-weboffice(\/tree\/HEAD\/\w+)?#readme$/);
  }
  await npm('run', 'prepublishOnly');
});
