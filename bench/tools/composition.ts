/** What the CDN file is made of. */
import { transform } from 'esbuild';
import { brotliSize, cdnChunk } from '../../scripts/entry-points.js';

/** The first that fits a module's path has it. */
const PARTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Lit', /node_modules\/(@lit|lit)/],
  ['zod/mini', /node_modules\/zod/],
  ['words in English and Chinese', /src\/locales\//],
  ['styles and panels', /src\/element\/(styles|panels)/],
  ['attributes, checked, and events', /src\/(imm-weboffice|element\/(configuration|open-request|json-attribute|events|sdk-events))/],
  ['credentials: the contract, asked for, kept fresh', /src\/(contract|credentials)\//],
  ['the SDK: its window, guard and session', /src\/(sdk|platform)\//],
  ['the document and the states of the element', /./],
];

/** By part, bytes in Brotli: how much smaller the file would be without it. */
export async function composition(): Promise<[name: string, bytes: number][]> {
  const { modules } = await cdnChunk();
  const pieces: { part: string; code: string }[] = [];
  for (const [path, { code }] of Object.entries(modules)) {
    const [part] = PARTS.find(([, pattern]) => pattern.test(path))!;
    pieces.push({ part, code: (await transform(code ?? '', { minify: true, target: 'es2022' })).code });
  }
  const sizeWithout = (name?: string) =>
    brotliSize(
      pieces
        .filter(({ part }) => part !== name)
        .map(({ code }) => code)
        .join('\n'),
    );
  const all = sizeWithout();
  return PARTS.map(([name]) => [name, all - sizeWithout(name)]);
}
