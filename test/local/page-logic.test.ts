/** The office page's logic needs no browser: Node imports each of its modules, which PAGE_LOGIC lists. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { PAGE_LOGIC } from '../../dependency-cruiser.config.mjs';

const PAGE = 'local/src/page/';

const inFolders = PAGE_LOGIC.in.flatMap((folder) =>
  (readdirSync(PAGE + folder, { recursive: true }) as string[]).filter((name) => /(?<!\.d)\.ts$/.test(name)).map((name) => folder + name),
);
const modules = [...inFolders.filter((name) => !PAGE_LOGIC.except.includes(name)), ...PAGE_LOGIC.also];

test('the lists name modules that are there, each once', () => {
  const named = [...PAGE_LOGIC.except, ...PAGE_LOGIC.also];
  assert.deepEqual(
    named.filter((name, index) => !existsSync(PAGE + name) || named.indexOf(name) !== index),
    [],
  );
  assert.ok(modules.length > 50);
});

describe('imports in plain Node:', () => {
  for (const name of modules) {
    test(name, async () => {
      assert.ok(!('document' in globalThis));
      await import(`../../${PAGE}${name}`);
    });
  }
});
