export default {
  globs: ['src/imm-weboffice.ts', 'src/events.ts', 'src/index.ts'],
  litelement: true,
  packagejson: false,
};
