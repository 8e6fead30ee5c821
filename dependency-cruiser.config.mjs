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
  'src/frameworks': ['src', 'src/element'],
  'src/react': ['src', 'src/frameworks', 'src/element'],
  'src/vue': ['src', 'src/frameworks', 'src/element'],
  'src/cli': ['src/contract'],
  // The token endpoint's package.
  'server/src': ['src/contract'],
  // The local WebOffice's package.
  'local/src/shared': ['src/contract'],
  'local/src/server': ['local/src/shared', 'src/contract'],
  'local/src/page': ['local/src/shared', 'src/contract'],
  'local/src/browser-sdk': ['src/contract'],
  'local/src/cli': ['local/src', 'local/src/shared', 'src/contract', 'src/cli', 'server/src'],
};
const room = (name) => `^${name}/`;
const forbidden = Object.entries(ROOMS).map(([name, may]) => ({
  name,
  severity: 'error',
  from: { path: room(name) },
  to: {
    path: '^(src|server|local)/',
    pathNot: [name, ...may].map((each) => (/^(src|local\/src)$/.test(each) ? `^${each}/[^/]+$` : room(each))),
  },
}));

export default {
  forbidden: [{ name: 'circle', severity: 'error', from: {}, to: { circular: true } }, ...forbidden],
  options: { tsConfig: { fileName: 'tsconfig.json' }, tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
};
