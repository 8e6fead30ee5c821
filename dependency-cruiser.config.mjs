/**
 * Who may import whom. `npm run check:imports` fails at an arrow that is not in this table, and at imports that run in a circle.
 * A room is a folder; its files import each other freely. docs/architecture.md shows the same table, which test/docs/architecture.test.ts compares.
 */
export const ROOMS = {
  // The element's package.
  'src/contract': [],
  'src/platform': ['src/contract'],
  'src/sdk': ['src/contract', 'src/platform'],
  'src/credentials': ['src/contract', 'src/platform', 'src/sdk'],
  'src/element': ['src/contract', 'src/platform', 'src/sdk', 'src/credentials', 'src/locales'],
  'src/locales': ['src/contract', 'src/element'],
  'src/leave': ['src'],
  'src/frameworks': ['src', 'src/contract', 'src/element', 'src/leave', 'src/sdk'],
  'src/react': ['src', 'src/frameworks', 'src/element', 'src/leave'],
  'src/vue': ['src', 'src/frameworks', 'src/element', 'src/leave'],
  'src/cli': ['src/contract'],
  // The token endpoint's package.
  'server/src': ['src/contract'],
  'server/src/service': ['server/src', 'src/contract'],
  'server/src/cli': ['server/src/service', 'src/cli'],
  // The local WebOffice's package.
  'local/src/shared': ['src/contract'],
  'local/src/server': ['local/src/shared', 'src/contract'],
  'local/src/page': ['local/src/shared', 'src/contract'],
  'local/src/browser-sdk': ['src/contract'],
  'local/src/cli': ['local/src', 'local/src/shared', 'src/contract', 'src/cli', 'server/src'],
};

/**
 * Folders and modules of the office page that are logic: they use nothing that only a browser has, so that Node can import and test them. ESLint's rule
 * `local/no-browser` finds what they use, `check:imports` what they import; test/local/page-logic.test.ts imports each. What they need of the browser they
 * are given, or hear of by base/page-events.ts.
 */
export const PAGE_LOGIC = {
  in: ['base/', 'connection/', 'document/', 'sdk/', 'words/'],
  /** Modules in these folders that are not. */
  except: [
    ...[
      'base/browser-events.ts',
      'base/focus.ts',
      'base/icons.ts',
      'base/links.ts',
      'base/painting.ts',
      'base/people.ts',
      'base/watermark-tile.ts',
    ],
    ...['document/download.ts', 'document/keyboard.ts', 'document/office.ts', 'document/opening.ts', 'document/stream-slots.ts'],
    ...['document/history.ts', 'document/unsaved-store.ts', 'sdk/requests.ts'],
  ],
  /** Single modules elsewhere. */
  also: [
    ...['views/content.ts', 'views/error.ts', 'views/view.ts', 'views/table/find.ts', 'views/text/same-line.ts', 'views/text/unsaved.ts'],
    ...['outline', 'pdf-checks', 'pdf-fit', 'pdf-text'].map((name) => `views/pages/${name}.ts`),
    ...['content', 'find', 'number-formats', 'pasted-formats', 'pasted-text', 'ranges', 'stale', 'warnings'].map(
      (name) => `views/sheet/${name}.ts`,
    ),
    ...['align', 'comment-ranges', 'fonts', 'growth', 'lists', 'outline', 'tracked-content', 'tracking'].map(
      (name) => `views/word/${name}.ts`,
    ),
  ],
};
const page = (path) => `^local/src/page/${path.replaceAll('.', '[.]')}${path.endsWith('/') ? '' : '$'}`;
const logicOfPage = {
  name: 'logic of the page imports what needs a browser',
  severity: 'error',
  from: { path: [...PAGE_LOGIC.in, ...PAGE_LOGIC.also].map(page), pathNot: PAGE_LOGIC.except.map(page) },
  to: {
    dependencyTypesNot: ['type-only'],
    path: ['^local/src/page/', '[.]css$', 'node_modules/(?:lit|react|react-dom|prosemirror-view|@codemirror/view|@univerjs/preset)/'],
    pathNot: [`^local/src/page/(?:${[...PAGE_LOGIC.in, ...PAGE_LOGIC.also].join('|').replaceAll('.', '[.]')})`],
  },
};
const logicAvoidsExceptions = {
  ...logicOfPage,
  name: 'logic of the page imports a module that uses the browser',
  to: { dependencyTypesNot: ['type-only'], path: PAGE_LOGIC.except.map(page) },
};

const room = (name) => `^${name}/`;
/** Rooms within a room, which have lines of their own. */
const roomsIn = (name) => Object.keys(ROOMS).filter((other) => other.startsWith(`${name}/`));
const forbidden = Object.entries(ROOMS).map(([name, may]) => ({
  name,
  severity: 'error',
  from: { path: room(name), pathNot: roomsIn(name).map(room) },
  to: {
    path: '^(src|server|local)/',
    pathNot: [name, ...may].map((each) => (/^(src|local\/src)$/.test(each) ? `^${each}/[^/]+$` : room(each))),
  },
}));

export default {
  forbidden: [{ name: 'circle', severity: 'error', from: {}, to: { circular: true } }, logicOfPage, logicAvoidsExceptions, ...forbidden],
  options: { tsConfig: { fileName: 'tsconfig.json' }, tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
};
