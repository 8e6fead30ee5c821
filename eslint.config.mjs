import js from '@eslint/js';
import ts from 'typescript-eslint';
import { PAGE_LOGIC } from './dependency-cruiser.config.mjs';
import exportsDocumented from './scripts/lint/exports-documented.mjs';
import noBrowser from './scripts/lint/no-browser.mjs';
import testsAssert from './scripts/lint/tests-assert.mjs';

const local = { rules: { ...exportsDocumented.rules, ...noBrowser.rules, ...testsAssert.rules } };

const inPage = (path) => `local/src/page/${path.endsWith('/') ? `${path}**` : path}`;

export default ts.config(
  { ignores: ['**/dist/', 'coverage/', 'node_modules/', 'test/hosts/app/', 'test/hosts/pages/', 'tags/'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.mjs', 'test/setup/*.js'] } } },
    rules: {
      // A promise nobody waits for is how sessions hang and tests pass: every one is awaited or marked `void`.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['test', 'describe', 'before', 'after'] }],
        },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-console': ['error', { allow: ['warn', 'error'] }],
      eqeqeq: ['error', 'always'],
    },
  },
  {
    // Programs, not library code: they talk to a terminal.
    files: ['demo/start.ts', 'demo/samples/**', 'test/**', 'scripts/**', 'bench/**', '*.mjs'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    plugins: { local },
    rules: { 'local/tests-assert': 'error' },
  },
  {
    // What other packages, and other parts of this one, may call.
    files: ['src/**', 'server/src/**', 'local/src/shared/**', 'local/src/index.ts'],
    plugins: { local },
    rules: { 'local/exports-documented': 'error' },
  },
  {
    files: ['test/**'],
    ignores: ['test/setup/until.ts', 'test/soak/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(WhileStatement, DoWhileStatement):has(AwaitExpression)',
          message: 'This may wait for ever: until() of test/setup/until.ts has a limit, and says what it waited for.',
        },
      ],
    },
  },
  {
    files: [...PAGE_LOGIC.in, ...PAGE_LOGIC.also].map(inPage),
    ignores: PAGE_LOGIC.except.map(inPage),
    plugins: { local },
    rules: { 'local/no-browser': 'error' },
  },
  {
    files: ['local/src/page/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Program > VariableDeclaration > VariableDeclarator:matches([init.name="words"], [init.object.name="words"])',
          message: 'A module may be evaluated before the language is chosen: read the words where they are drawn.',
        },
      ],
    },
  },
  {
    // By their types, all of Chai's assertions are promises.
    files: ['test/element/**'],
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
  {
    // What must not compile has no type to be safe about.
    files: ['test/types/**'],
    rules: { '@typescript-eslint/no-unsafe-return': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', URL: 'readonly', console: 'readonly', window: 'readonly' } },
  },
);
