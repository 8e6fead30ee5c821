import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

/** The licences of what is bundled ask for their texts to go along. */
const LICENSES = { fileName: 'third-party-licenses.md' };

/**
 * Where words may be broken in seventy languages, which Univer fetches for documents only. Cells need none of it, and the patterns' own licences differ.
 */
const WITHOUT_HYPHENATION: Plugin = {
  name: 'without-hyphenation',
  enforce: 'pre',
  resolveId: (source, importer) =>
    /@univerjs\/engine-render\/lib\/es\/index\.js$/.test(importer ?? '') && /^\.\/[\w-]+\.js$/.test(source) ? '\0no-hyphenation' : null,
  load: (id) => (id === '\0no-hyphenation' ? 'export default {}' : null),
};

/**
 * Styles and markup stand in template literals, which no minifier touches: the spaces that are there for readers go. What is left must mean the same, so
 * only `css` loses the spaces around its punctuation, and `html` those between two tags.
 */
const TIGHT_TEMPLATES: Plugin = {
  name: 'tight-templates',
  transform: (code, id) =>
    /src\/(imm-weboffice|element\/\w+)\.ts$/.test(id)
      ? code
          .replace(/css`[^`]*`/g, (styles) =>
            styles
              .replace(/\/\*[^]*?\*\//g, '')
              .replace(/\s+/g, ' ')
              .replace(/ ?([{};,]) ?/g, '$1')
              .replace(/: /g, ':')
              .replaceAll(';}', '}'),
          )
          .replace(/>\s+</g, '><')
      : null,
};

/**
 * zod walks its own tables with `for … in`, which also finds what a page has added to `Object.prototype`, and throws as soon as it is imported. Own keys only.
 */
const OWN_KEYS: Plugin = {
  name: 'own-keys',
  transform: (code, id) =>
    id.includes('/node_modules/zod/') ? code.replace(/\bfor \(const (\w+) in ([\w.]+)\)/g, 'for (const $1 of Object.keys($2))') : null,
};

/** The contract from its sources, so that no build comes between an edit and the page, or the SDK. */
const CONTRACT = { find: 'imm-weboffice/contract', replacement: new URL('src/contract/index.ts', import.meta.url).pathname };

/**
 * Known and without effect: React's hint for servers in packages that are bundled for browsers, and Node's modules that the XML reader of Word's editor asks for
 * where it has them.
 */
const quietly: NonNullable<NonNullable<UserConfig['build']>['rollupOptions']>['onwarn'] = (warning, warn) => {
  const isOptional = /^Module "(?:stream|buffer)" has been externalized .*\/(?:sax|safe-buffer)\//.test(warning.message);
  if (warning.code !== 'MODULE_LEVEL_DIRECTIVE' && !isOptional) warn(warning);
};

/**
 * Vite builds what runs in browsers and is not plain modules; `tsc` builds the rest.
 * - `demo`: the demo page and the React and Vue apps, served from its sources.
 * - `cdn`: the element with lit and zod inside, one file for a script tag: as a module, and as a classic script.
 * - `page`: the office page of the local WebOffice.
 * - `sdk`: the local WebOffice's own SDK, a classic script like Alibaba's.
 */
const builds: Record<string, UserConfig> = {
  demo: {
    root: 'demo',
    // The demo uses the package by its name, as a host does.
    resolve: {
      alias: [
        { find: /^imm-weboffice$/, replacement: new URL('src/index.ts', import.meta.url).pathname },
        { find: /^imm-weboffice\/(\w+)$/, replacement: new URL('src/$1/index.ts', import.meta.url).pathname },
      ],
    },
    plugins: [vue()],
  },
  cdn: {
    plugins: [TIGHT_TEMPLATES, OWN_KEYS],
    build: {
      outDir: 'dist/cdn',
      license: LICENSES,
      target: 'es2022',
      rollupOptions: {
        input: 'src/index.ts',
        preserveEntrySignatures: 'strict',
        output: [
          { format: 'es', entryFileNames: 'imm-weboffice.js' },
          // A classic script, for pages and micro-frontends that load no modules.
          { format: 'iife', name: 'ImmWeboffice', entryFileNames: 'imm-weboffice.iife.js' },
        ],
      },
    },
  },
  page: {
    root: 'local/src/page',
    resolve: { alias: [CONTRACT] },
    base: '/office/assets/',
    plugins: [WITHOUT_HYPHENATION],
    build: {
      outDir: '../../dist/page',
      emptyOutDir: true,
      target: 'es2022',
      // An editor is one chunk, fetched only for its kind of document.
      chunkSizeWarningLimit: 8_000,
      assetsDir: '.',
      // The server names the code for a document's kind in the page: see local/src/server/http/preloads.ts.
      manifest: 'manifest.json',
      license: LICENSES,
      modulePreload: { polyfill: false },
      rollupOptions: {
        // pdf.js is served from the installed package: see local/src/server/http/static-files.ts.
        onwarn: quietly,
        external: ['pdfjs-dist', 'pdfjs-dist/web/pdf_viewer.mjs'],
        output: {
          paths: {
            'pdfjs-dist': '/office/pdfjs/build/pdf.min.mjs',
            'pdfjs-dist/web/pdf_viewer.mjs': '/office/pdfjs/web/pdf_viewer.mjs',
          },
        },
      },
    },
  },
  sdk: {
    resolve: { alias: [CONTRACT] },
    build: {
      outDir: 'local/dist/browser-sdk',
      target: 'es2020',
      rollupOptions: {
        input: 'local/src/browser-sdk/index.ts',
        output: { format: 'iife', entryFileNames: 'aliyun-web-office-sdk.min.js' },
      },
    },
  },
};

export default defineConfig(({ mode }) => ({
  appType: 'mpa',
  publicDir: false,
  ...builds[mode],
}));
