/** What is mutated, and the tests that have to notice. Only tests that run in Node without a browser and without LibreOffice, in seconds. */

export interface Room {
  /** Globs of sources, from the repository's root. */
  mutate: readonly string[];
  /** Test files; they import the sources, not `dist/`, or a mutant would not be run. */
  tests: readonly string[];
}

const server = (...names: readonly string[]) => names.map((name) => `test/server/${name}.test.ts`);
const local = (...names: readonly string[]) => names.map((name) => `test/local/${name}.test.ts`);

export const ROOMS: Readonly<Record<string, Room>> = {
  contract: { mutate: ['src/contract/*.ts'], tests: ['test/contract/*.test.ts'] },
  // The keeper and its alarm need visibility and network events, and are tested in a browser.
  credentials: {
    mutate: ['src/credentials/endpoint.ts', 'src/credentials/lifetime.ts', 'src/credentials/schedule.ts'],
    tests: ['test/credentials/*.test.ts'],
  },
  sdk: {
    mutate: ['src/sdk/event-handlers.ts', 'src/sdk/failures.ts', 'src/sdk/guard.ts', 'src/sdk/lifetime.ts'],
    tests: [],
  },
  server: {
    mutate: ['server/src/*.ts'],
    tests: server(
      ...['events', 'grants', 'handler', 'imm-refusals', 'names', 'narrowing', 'node', 'notifications', 'origins', 'overload'],
      ...['refreshes', 'rules', 'secrets', 'user'],
    ),
  },
  signature: {
    mutate: ['local/src/server/imm/signature.ts', 'local/src/server/imm/access-keys.ts'],
    tests: local('signature', 'access-keys'),
  },
  sessions: { mutate: ['local/src/server/visits/sessions.ts', 'local/src/server/visits/visit.ts'], tests: local('sessions') },
  saving: { mutate: ['local/src/server/saving/*.ts'], tests: local('replace-file', 'history', 'saving') },
  ooxml: {
    mutate: ['local/src/server/ooxml/*.ts'],
    tests: local('hostile-packages', 'merge-xml', 'relationships', 'schema-order', 'well-formed'),
  },
  sheet: { mutate: ['local/src/server/sheet/*.ts'], tests: local('csv', 'sheet-formulas', 'sheet-protection', 'sheet-values', 'sheets') },
  text: { mutate: ['local/src/server/text/*.ts'], tests: local('encodings') },
  word: {
    mutate: ['local/src/server/word/*.ts'],
    tests: local('word-comments', 'word-lists', 'word-names', 'word-protection', 'word-unwrapped'),
  },
  together: { mutate: ['local/src/server/together/*.ts'], tests: local('long-text', 'text-room') },
};
