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

test('without the repository, which provenance names, nothing is published', async () => {
  const named = JSON.parse(await read('package.json')) as { repository?: unknown };
  const publishable = async (repository: unknown) => {
    await writeFile(join(folder, 'package.json'), JSON.stringify({ ...named, repository }));
    return npm('run', 'prepublishOnly');
  };
  await assert.rejects(publishable(undefined), says(/names no repository/));
  await publishable({ type: 'git', url: 'git+https://git.example/imm-weboffice.git' });
});
