/** The lint rule that refuses exports without a docstring. */
import { describe, it } from 'node:test';
import { RuleTester } from 'eslint';
import ts from 'typescript-eslint';
import plugin from '../../scripts/lint/exports-documented.mjs';

Object.assign(RuleTester, { describe, it });
const missing = (...names: string[]) => names.map((name) => ({ messageId: 'none', data: { name } }));

new RuleTester({ languageOptions: { parser: ts.parser } }).run('exports-documented', plugin.rules['exports-documented'], {
  valid: [
    '/** Says. */\nexport function a() {}',
    '/** Says. */\nexport class A {}',
    '/** Says. */\nexport default class {}',
    '/** Says. */\nexport const a = 1, b = 2;',
    '/** Says. */\nexport interface A { b: string }',
    '/** Says. */\nexport type A = string;',
    '/** Says. */\nexport enum A { b }',
    // Declared and exported apart.
    '/** Says. */\nconst a = 1;\nexport { a as b };',
    '/** Says. */\nfunction a() {}\nexport default a;',
    // One docstring for a schema and its type, and for overloads.
    '/** Says. */\nexport const A = z.object({});\nexport type A = z.infer<typeof A>;',
    '/** Says. */\nexport function a(b: string): void;\nexport function a(b: number): void;\nexport function a(b: unknown) {}',
    // They have the docstring of their source, or no name.
    "export { a } from './a.js';",
    "export * from './a.js';",
    "export type { A } from './a.js';",
    "import { a } from './a.js';\nexport { a };",
    'export default { a: 1 };',
    // Not exported.
    'function a() {}\nconst b = (inner: string) => inner;',
  ],
  invalid: [
    { code: 'export function a(b: string) {}', errors: missing('a') },
    { code: 'export async function* a() {}', errors: missing('a') },
    { code: 'export abstract class A {}', errors: missing('A') },
    { code: 'export default function () {}', errors: missing('default') },
    { code: 'export const a = () => 1;', errors: missing('a') },
    { code: 'export const { a, b } = c;', errors: missing('a', 'b') },
    { code: 'export interface A {}', errors: missing('A') },
    { code: 'export type A = string;', errors: missing('A') },
    { code: 'export enum A { b }', errors: missing('A') },
    { code: 'const a = 1;\nexport { a };', errors: missing('a') },
    { code: 'const a = 1;\nexport default a;', errors: missing('a') },
    // The schema has none, so its type has none; one report.
    { code: 'export const A = z.object({});\nexport type A = z.infer<typeof A>;', errors: missing('A') },
    // No docstring: an ordinary comment, an empty one, one that is about the file, and that of the neighbour.
    { code: '// Says.\nexport const a = 1;', errors: missing('a') },
    { code: '/* Says. */\nexport const a = 1;', errors: missing('a') },
    { code: '/** */\nexport const a = 1;', errors: missing('a') },
    { code: '/** The file. */\n\nexport const a = 1;', errors: missing('a') },
    { code: '/** Says. */\nexport const a = 1;\nexport const b = 2;', errors: missing('b') },
  ],
});
