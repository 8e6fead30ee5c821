import js from '@eslint/js';
import ts from 'typescript-eslint';
import local from './scripts/lint/tests-assert.mjs';

export default ts.config(
  { ignores: ['**/dist/', 'coverage/', 'node_modules/'] },
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
