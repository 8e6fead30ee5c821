export default {
  globs: ['src/imm-weboffice.ts', 'src/element/events.ts', 'src/index.ts'],
  litelement: true,
  packagejson: false,
};
