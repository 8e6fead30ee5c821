/** What `npm run test:…` runs. */
import { readdirSync } from 'node:fs';

export interface Part {
  /** Folders below `test/`, each with all its test files, or single files. */
  readonly files: readonly string[];
  /** Files at a time; they spend much of their time waiting for pages and for other processes. */
  readonly concurrency: number;
  /** ms a file may take: a server or a browser that a failed test leaves open keeps its process running */
  readonly limit: number;
  /** Whether it runs once in each browser that is named, one after the other. Of WebKitGTK there is one page, so tests of many pages leave it out. */
  readonly perBrowser?: true;
}

const LIMIT = 20 * 60_000;

export const PARTS = {
  quick: {
    files: [
      'contract',
      'credentials',
      ...['grants', 'imm-refusals', 'names', 'narrowing', 'origins', 'refreshes', 'rules', 'user'].map((name) => `server/${name}.test.ts`),
      ...['csv', 'encodings', 'history', 'hostile-packages', 'merge-xml', 'replace-file', 'schema-order', 'signature', 'well-formed'].map(
        (name) => `local/${name}.test.ts`,
      ),
    ],
    concurrency: 2,
    limit: 5 * 60_000,
  },
  node: { files: ['contract', 'credentials', 'server', 'local', 'cli', 'docs', 'frameworks', 'scripts'], concurrency: 2, limit: LIMIT },
  package: { files: ['package'], concurrency: 1, limit: LIMIT },
  'end-to-end': { files: ['end-to-end', 'faults'], concurrency: 2, limit: LIMIT, perBrowser: true },
  engines: { files: ['engines'], concurrency: 1, limit: LIMIT },
} as const satisfies Record<string, Part>;

/** @returns paths of the test files, from the top of the project */
export function filesOf(names: readonly string[]): string[] {
  return names.flatMap((name) =>
    name.endsWith('.ts')
      ? `test/${name}`
      : readdirSync(`test/${name}`)
          .filter((file) => file.endsWith('.test.ts'))
          .map((file) => `test/${name}/${file}`),
  );
}
