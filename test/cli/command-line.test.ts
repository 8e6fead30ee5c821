/** The command lines themselves: what they take, and how they refuse. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import * as local from '../../local/src/cli/command-line.js';
import { readCommand as readCheck } from '../../src/cli/command-line.js';
import { UsageError } from '../../src/cli/program/index.js';
import { en } from '../../src/cli/words/en.js';
import { zh } from '../../src/cli/words/zh.js';
import { run, type CommandName } from './program.js';

/** The checker's command line in a shell without a language. */
const checker = { HELP: en.help, readCommand: (line: readonly string[]) => readCheck(line, {}) };

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

for (const [name, { HELP }] of [
  ['imm-weboffice', checker],
  ['imm-weboffice-local', local],
] satisfies [CommandName, { HELP: string }][]) {
  test(`${name} --help and --version`, async () => {
    assert.deepEqual(await run(name, '--help'), { code: 0, output: `${HELP}\n`, errors: '' });
    assert.deepEqual(await run(name, '--version'), { code: 0, output: `${version}\n`, errors: '' });
  });
}

test('without a word, the checker says what it takes', () => assert.deepEqual(checker.readCommand([]), { words: en, name: 'help' }));

test('the local WebOffice takes a folder', () => {
  const { readCommand } = local;
  assert.deepEqual(readCommand([]), { name: 'serve', folder: '.', port: 0, mayInstall: false });
  assert.deepEqual(readCommand(['docs', '--port', '8080', '--install']), { name: 'serve', folder: 'docs', port: 8080, mayInstall: true });
});

test('the local WebOffice answers a backend as IMM does', () => {
  const { readCommand } = local;
  const imm = { name: 'imm', folder: '.', port: 0, mayInstall: false, accessKey: undefined, project: 'local' };
  assert.deepEqual(readCommand(['imm']), imm);
  assert.deepEqual(readCommand(['imm', 'docs', '--access-key', 'my-id:my.secret_1', '--project', 'demo', '--port', '8081']), {
    ...imm,
    ...{ folder: 'docs', port: 8081, project: 'demo', accessKey: { id: 'my-id', secret: 'my.secret_1' } },
  });
  assert.deepEqual(readCommand(['./imm']), { name: 'serve', folder: './imm', port: 0, mayInstall: false });
});

test('the checker takes an endpoint', () => {
  const words = ['check', 'https://host.example/api', '--src', 'oss://b/k.pdf', '--header', 'Cookie: a=1; b=2', '--header', 'x-csrf: 1'];
  assert.deepEqual(checker.readCommand([...words, '--origin', 'https://App.example/']), {
    words: en,
    name: 'check',
    asJSON: false,
    target: {
      endpoint: new URL('https://host.example/api'),
      src: 'oss://b/k.pdf',
      headers: { cookie: 'a=1; b=2', 'x-csrf': '1' },
      otherHeaders: undefined,
      isPublic: false,
      origin: 'https://app.example',
    },
  });
});

test('the checker speaks the language of the shell, or the one it is given', () => {
  const inShell = (env: Record<string, string>, ...line: string[]) => readCheck(['--help', ...line], env).words;
  assert.equal(inShell({ LANG: 'zh_CN.UTF-8' }), zh);
  assert.equal(inShell({ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }), en);
  assert.equal(inShell({ LANG: 'fr_FR.UTF-8' }), en);
  assert.equal(inShell({ LANG: 'zh_CN.UTF-8' }, '--lang', 'en'), en);
  assert.equal(inShell({}, '--lang=zh-Hans'), zh);
});

test('both languages have an entry for every option', () => {
  const optionsOf = (text: string) => [...text.matchAll(/^ +(--[a-z-]+)/gm)].map(([, option]) => option);
  assert.deepEqual(optionsOf(zh.help), optionsOf(en.help));
  assert.ok(optionsOf(en.help).includes('--other-header'));
});

describe('refuses, in one line and without values that may be secret', () => {
  const check = ['check', 'https://host.example/api'];
  const cases: [words: string[], why: RegExp, read: { readCommand: (line: readonly string[]) => unknown }][] = [
    [['--port', '70000'], /--port "70000"/, local],
    [['--port', 'x'], /--port "x"/, local],
    [['--prot', '1'], /--prot/, local],
    [['a', 'b'], /"b" is too many/, local],
    [['--src', 'oss://b/k'], /--src/, local],
    [['imm', 'a', 'b'], /"b" is too many/, local],
    [['imm', '--access-key', 'hunter2'], /ID:SECRET/, local],
    [['imm', '--access-key', 'id:hunter2 and more'], /ID:SECRET/, local],
    [['imm', '--project', 'a b'], /--project "a b"/, local],
    [['--project', 'local'], /--project is for .* imm/, local],
    [['docs', '--access-key', 'id:hunter2'], /--access-key is for .* imm/, local],
    [['documents'], /there is no command "documents".*npx imm-weboffice-local/, checker],
    [['--src', 'oss://b/k'], /the command is missing/, checker],
    [['check'], /token endpoint is missing/, checker],
    [['check', 'ftp://host.example'], /http or https/, checker],
    [['check', 'https://user:hunter2@host.example/'], /--header 'Authorization/, checker],
    [check, /--src is missing/, checker],
    [[...check, 'more', '--src', 'x'], /"more" is too many/, checker],
    [[...check, '--src', 'x', '--header', 'hunter2'], /'Name: value'/, checker],
    [[...check, '--src', 'x', '--header', 'Cookie: hunter2\nX: y'], /'Name: value'/, checker],
    [[...check, '--src', 'x', '--origin', 'https://app.example/path'], /--origin/, checker],
    [[...check, '--src', 'x', '--port', '1'], /--port/, checker],
    [[...check, '--src', 'oss://bucket'], /no document that IMM opens/, checker],
    [[...check, '--src', 'oss://bucket/photo.heic'], /no document that IMM opens/, checker],
    [[...check, '--src', 'x', '--other-header', 'hunter2'], /--other-header has to be 'Name: value'/, checker],
    [[...check, '--src', 'x', '--public', '--other-header', 'a: hunter2'], /exclude each other/, checker],
    [[...check, '--src', 'x', '--lang', 'fr'], /--lang "fr" is not allowed/, checker],
  ];
  for (const [words, why, { readCommand }] of cases) {
    test(words.join(' ').replaceAll('\n', '\\n'), () => {
      assert.throws(
        () => readCommand(words),
        (error) => error instanceof UsageError && why.test(error.message) && !/hunter2|\n/.test(error.message),
      );
    });
  }

  test('with exit code 2', async () => {
    const { code, output, errors } = await run('imm-weboffice-local', '/no/such/folder');
    assert.deepEqual([code, output, errors], [2, '', 'imm-weboffice-local: there is no folder /no/such/folder\n']);
    const file = await run('imm-weboffice-local', 'package.json');
    assert.deepEqual([file.code, /is not a folder\n$/.test(file.errors)], [2, true]);
    assert.equal((await run('imm-weboffice', 'check', 'nonsense')).code, 2);
  });
});
