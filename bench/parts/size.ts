/** What a page loads for each entry point, next to the loaders and elements of others, which are installed in a folder of their own. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundledSize, CDN_FILE, ownSizes, type Size } from '../../scripts/entry-points.js';
import { composition } from '../tools/composition.js';
import type { Report } from '../tools/report.js';
import { number } from '../tools/statistics.js';

/** Of the CDN file in Brotli, bytes. */
const GOAL = 16_000;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the element cannot do without: Lit's elements and decorators, and the kinds of schemas that are checked in browsers. */
const FLOOR = `import * as z from 'zod/mini';
export { LitElement, html, css, nothing, isServer } from 'lit';
export { property } from 'lit/decorators.js';
export const schema = z.object({
  a: z.string().check(z.minLength(1), z.maxLength(2)),
  b: z.optional(z.union([z.literal(0), z.number().check(z.minimum(0))])),
  c: z.strictObject({ d: z.boolean(), e: z.enum(['f']), g: z.pipe(z.string(), z.transform(Number)) }),
});`;

const PEERS = [
  { name: '@stripe/stripe-js', version: '10.2.1', code: `export { loadStripe } from '@stripe/stripe-js'` },
  { name: 'lite-youtube-embed', version: '0.3.4', code: `import 'lite-youtube-embed'` },
  // Its loader alone; the viewer that it loads is in the package too, which is large to fetch.
  { name: '@pdftron/webviewer', version: '12.1.0', code: `export { default } from '@pdftron/webviewer'` },
  {
    name: '@onlyoffice/document-editor-react',
    version: '2.2.0',
    code: `export { DocumentEditor } from '@onlyoffice/document-editor-react'`,
  },
  {
    name: '@googlemaps/extended-component-library',
    version: '0.6.15',
    code: `import '@googlemaps/extended-component-library/api_loader.js'; import '@googlemaps/extended-component-library/place_picker.js'`,
  },
];

export async function run(): Promise<Report> {
  const own = await ownSizes();
  const floor = await bundledSize({ stdin: { contents: FLOOR, resolveDir: ROOT } });
  const { peers, missing } = await peerSizes();
  const row = ([name, { minified, brotli }]: [string, Size]) => [name, number(minified), number(brotli)];
  const cdn = own[CDN_FILE]!.brotli;
  return {
    content: [
      { head: ['bytes', 'minified', 'in Brotli'], rows: [...Object.entries(own).map(row), row(['lit and zod/mini alone', floor])] },
      `Goal, at most ${number(GOAL)} bytes in Brotli for the CDN file: ${cdn <= GOAL ? 'met' : `not met, ${number(cdn - GOAL)} too many`}. Lit and the parts of zod/mini that are used are ${number(floor.brotli)} of it. The exact bytes are in [size.json](size.json), and \`npm run check\` compares.`,
      {
        head: ['the CDN file without it is smaller by', 'bytes in Brotli'],
        rows: (await composition()).map(([name, bytes]) => [name, number(bytes)]),
      },
      `So the goal would leave ${number(GOAL - floor.brotli)} bytes for all that is the element’s own, which is ${number(cdn - floor.brotli)}, and of that only the words for errors and for the other language are not needed by every document. Half of it could come from a second file, which saves a page nothing: it loads both. It would cost what a single file cannot lose: a second file can be missing when the words for “no connection” are needed, and under an address without a version, as at a CDN, it can be of another release than the first. One file it stays.`,
      { head: ['beside it, bytes', 'minified', 'in Brotli'], rows: Object.entries(peers).map(row) },
      'All bundled by esbuild, React and Vue left out. Most load a script of their makers’ at run time, as the element loads the SDK; that is not counted.' +
        (missing.length > 0 ? ` Not to be had from the registry this time: ${missing.join(', ')}.` : ''),
    ],
    chart: {
      title: 'What a page loads, in Brotli',
      unit: 'bytes',
      groups: [...Object.entries({ '<imm-weboffice>': own[CDN_FILE]!, 'lit and zod/mini alone': floor, ...peers })].map(
        ([name, { brotli }]) => ({
          name,
          bars: [{ name: 'Brotli', value: brotli }],
        }),
      ),
    },
  };
}

/** Each by itself: one that cannot be had leaves the others. */
async function peerSizes(): Promise<{ peers: Record<string, Size>; missing: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-peers-'));
  const [peers, missing]: [Record<string, Size>, string[]] = [{}, []];
  try {
    await writeFile(join(folder, 'package.json'), '{ "private": true }');
    for (const { name, version, code } of PEERS) {
      const wanted = `${name}@${version}`;
      try {
        const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--legacy-peer-deps'];
        await promisify(execFile)('npm', ['install', ...options, wanted], { cwd: folder, timeout: 120_000 });
        peers[wanted] = await bundledSize({ stdin: { contents: code, resolveDir: folder } });
      } catch {
        missing.push(wanted);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { peers, missing };
}
