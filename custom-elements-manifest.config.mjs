/** Readers of the manifest have the package, not its sources; what is private is none of their business. */
const published = {
  name: 'published',
  packageLinkPhase({ customElementsManifest: manifest }) {
    for (const module of manifest.modules) {
      for (const declaration of module.declarations) {
        declaration.members = declaration.members?.filter(({ privacy }) => privacy !== 'private');
        if (declaration.superclass?.module) declaration.superclass.module = built(declaration.superclass.module);
      }
      for (const { declaration } of module.exports) if (declaration.module) declaration.module = built(declaration.module);
      module.path = built(module.path);
    }
  },
};

const built = (path) => path.replace(/^src\/(.*)\.ts$/, 'dist/$1.js');

export default {
  globs: ['src/imm-weboffice.ts', 'src/element/events.ts', 'src/index.ts'],
  litelement: true,
  packagejson: false,
  plugins: [published],
};
