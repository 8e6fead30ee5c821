/** docs/parity.md and docs/browsers.md name tests that are there. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('docs/browsers.md: every test it names exists', () => {
  const named = [...read('docs/browsers.md').matchAll(/`(test\/[\w./-]+)` › `([^`]+)`/g)];
  assert.ok(named.length > 0);
  for (const [, path, name] of named) test(`${path} › ${name}`, () => assert.ok(read(path!).includes(name!)));
});

describe('docs/parity.md: every test it names exists', () => {
  const text = read('docs/parity.md');
  const named = [...text.matchAll(/`(test\/[\w./-]+)` › `([^`]+)`/g)];
  for (const [, path, name] of named) test(`${path} › ${name}`, () => assert.ok(read(path!).includes(name!)));

  const sections: [heading: string, ...paths: string[]][] = [
    ['## Typical scenarios', 'test/local/scenarios.test.ts', 'test/end-to-end/scenarios.test.ts'],
    ['## Errors', 'test/local/imm-api.test.ts'],
  ];
  for (const [heading, ...paths] of sections) {
    const section = text.slice(text.indexOf(heading)).split('\n## ')[0]!;
    for (const row of section.split('\n').filter((line) => line.includes('| › '))) {
      const names = [...row.matchAll(/› `([^`]+)`/g)].map(([, name]) => name!);
      test(row.split('|')[1]!.trim(), () => {
        assert.equal(names.length, paths.length);
        names.forEach((name, column) => assert.ok(read(paths[column]!).includes(name), `${paths[column]} › ${name}`));
      });
    }
  }
});
