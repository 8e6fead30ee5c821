/** docs/architecture.md shows who may import whom as the lint rule has it, and names no file that is not there. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { ROOMS } from '../../dependency-cruiser.config.mjs';

const TEXT = readFileSync('docs/architecture.md', 'utf8');
const names: Readonly<Record<string, string>> = { src: 'the element', 'local/src': 'its index', 'server/src': 'imm-weboffice-server' };
const shortName = (room: string) => names[room] ?? room.replace(/^(local\/)?src\//, '');

const rows = new Map(
  [...TEXT.matchAll(/^\| (`.+?`) +\|.*\| ([^|]+?) +\|$/gm)].flatMap(([, rooms = '', imports = '']) =>
    [...rooms.matchAll(/`(.+?)`/g)].map(([, room = '']) => [room, imports] as const),
  ),
);

for (const [room, imports] of Object.entries<readonly string[]>(ROOMS)) {
  test(`${room} imports what the table says`, () => {
    assert.equal(rows.get(room), imports.map(shortName).join(', ') || 'nothing');
  });
}

test('every folder of a package is a room', () => {
  const folders = ['src', 'local/src'].flatMap((root) =>
    readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${root}/${name}`),
  );
  assert.deepEqual(
    folders.filter((folder) => !(folder in ROOMS)),
    [],
  );
});

test('files that decisions name by their whole path are there', () => {
  const paths = readdirSync('docs/decisions').flatMap((name) =>
    [...readFileSync(`docs/decisions/${name}`, 'utf8').matchAll(/`((?:src|server|local|test|scripts)\/[\w./-]+\.\w+)`/g)].map(
      ([, path = '']) => path,
    ),
  );
  assert.ok(paths.length > 20);
  assert.deepEqual(
    paths.filter((path) => !existsSync(path)),
    [],
  );
});
