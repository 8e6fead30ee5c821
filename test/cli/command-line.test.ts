/** The command line itself: what it takes, and how it refuses. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { HELP, UsageError, readCommand } from '../../src/cli/command-line.js';
import { run } from './program.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

test('--help and --version', async () => {
  assert.deepEqual(await run('--help'), { code: 0, output: `${HELP}\n`, errors: '' });
  assert.deepEqual(await run('--version'), { code: 0, output: `${version}\n`, errors: '' });
});

test('reads what it is told', () => {
  assert.deepEqual(readCommand([]), { name: 'serve', folder: '.', port: 0 });
  assert.deepEqual(readCommand(['./check', '--port', '8080']), { name: 'serve', folder: './check', port: 8080 });
  const words = ['check', 'https://host.example/api', '--src', 'oss://b/k.pdf', '--header', 'Cookie: a=1; b=2', '--header', 'x-csrf: 1'];
  assert.deepEqual(readCommand([...words, '--origin', 'https://App.example/']), {
    name: 'check',
    target: {
      endpoint: new URL('https://host.example/api'),
      src: 'oss://b/k.pdf',
      headers: { cookie: 'a=1; b=2', 'x-csrf': '1' },
      origin: 'https://app.example',
    },
  });
});

describe('refuses, in one line and without values that may be secret', () => {
  const check = ['check', 'https://host.example/api'];
  for (const [words, why] of [
    [['--port', '70000'], /--port "70000"/],
    [['--port', 'x'], /--port "x"/],
    [['--prot', '1'], /--prot/],
    [['a', 'b'], /"b" is too many/],
    [['--src', 'oss://b/k'], /--src goes with check/],
    [['check'], /token endpoint is missing/],
    [['check', 'ftp://host.example'], /http or https/],
    [['check', 'https://user:hunter2@host.example/'], /--header 'Authorization/],
    [check, /--src is missing/],
    [[...check, '--src', 'x', '--header', 'hunter2'], /'Name: value'/],
    [[...check, '--src', 'x', '--header', 'Cookie: hunter2\nX: y'], /'Name: value'/],
    [[...check, '--src', 'x', '--origin', 'https://app.example/path'], /--origin/],
    [[...check, '--src', 'x', '--port', '1'], /--port/],
  ] as const) {
    test(words.join(' ').replaceAll('\n', '\\n'), () => {
      assert.throws(
        () => readCommand(words),
        (error) => error instanceof UsageError && why.test(error.message) && !/hunter2|\n/.test(error.message),
      );
    });
  }

  test('with exit code 2', async () => {
    const { code, output, errors } = await run('/no/such/folder');
    assert.deepEqual([code, output, errors], [2, '', 'imm-weboffice: there is no folder /no/such/folder\n']);
    assert.deepEqual(await run('package.json').then(({ code, errors }) => [code, /is not a folder\n$/.test(errors)]), [2, true]);
    assert.equal((await run('check', 'nonsense')).code, 2);
  });
});
