/** Whether what is in `dist/` was built from the sources as they are: by their content, as a clone or a copy gives every file a new time. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `sources`: files and folders a part is built from. `output`: one file that every build of it writes. */
export const PARTS = {
  code: {
    sources: [
      ...['src', 'server/src', 'local/src/index.ts', 'local/src/cli', 'local/src/server', 'local/src/shared', 'docs/openapi.json'],
      ...['tsconfig.json', 'tsconfig.build.json', 'server/tsconfig.build.json', 'local/tsconfig.build.json', 'scripts/plain-helpers.mjs'],
    ],
    output: 'dist/index.js',
  },
  cdn: { sources: ['src', 'vite.config.ts'], output: 'dist/cdn/imm-weboffice.js' },
  local: {
    sources: ['src/contract', 'local/src', 'vite.config.ts', 'scripts/complete-licences.mjs', 'scripts/compress-assets.mjs'],
    output: 'local/dist/page/manifest.json',
  },
} as const;

export type Part = keyof typeof PARTS;

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Dependencies are bundled, and decide what is emitted. */
const ALWAYS = ['package.json', 'package-lock.json'];

const noteOf = (part: Part, root: string) => `${root}node_modules/.cache/built/${part}`;

/** @param root of the project, with a slash at its end */
export function isStale(part: Part, root = ROOT): boolean {
  try {
    return readFileSync(noteOf(part, root), 'utf8') !== stateOf(part, root);
  } catch {
    return true;
  }
}

/** @throws when there is no output */
export function noteBuilt(part: Part, root = ROOT): void {
  const note = noteOf(part, root);
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, stateOf(part, root));
}

/** A build that failed half-way has written its output anew, too. */
function stateOf(part: Part, root: string): string {
  const { sources, output } = PARTS[part];
  const { mtimeMs } = statSync(root + output);
  const hash = createHash('sha256');
  for (const path of [...ALWAYS, ...sources].flatMap((source) => filesOf(source, root))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(root + path))
      .update('\0');
  }
  return `${hash.digest('hex')} ${mtimeMs}`;
}

function filesOf(path: string, root: string): string[] {
  if (statSync(root + path).isFile()) return [path];
  const inside = readdirSync(root + path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return inside.map(({ parentPath, name }) => `${parentPath}/${name}`.slice(root.length)).sort();
}
