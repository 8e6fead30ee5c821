/** The bytes of what browsers load: the CDN file as Vite builds it, the entry points as a host's bundler takes them from the sources. */
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build as bundle, type BuildOptions } from 'esbuild';
import { build } from 'vite';

export interface Size {
  /** Minified, bytes. */
  minified: number;
  /** The same in Brotli's best quality, bytes. */
  brotli: number;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What hosts with these have anyway. */
const EXTERNAL = ['react', 'react-dom', 'react/jsx-runtime', 'vue'];

export const CDN_FILE = 'CDN file, all inside';

/** By what a host imports. */
export async function ownSizes(): Promise<Record<string, Size>> {
  const entry = (path: string) => bundledSize({ entryPoints: [`${ROOT}src/${path}.ts`] });
  return {
    [CDN_FILE]: sizeOf(Buffer.from((await cdnChunk()).code)),
    'imm-weboffice': await entry('index'),
    'imm-weboffice/react': await entry('react/index'),
    'imm-weboffice/vue': await entry('vue/index'),
    'imm-weboffice/leave': await entry('leave/index'),
    'imm-weboffice/locales/ja.js': await entry('locales/ja'),
    'imm-weboffice/locales/zh-hant.js': await entry('locales/zh-hant'),
  };
}

/** @param options of esbuild: what to bundle */
export async function bundledSize(options: BuildOptions): Promise<Size> {
  const { outputFiles } = await bundle({
    ...{ bundle: true, write: false, minify: true, format: 'esm', target: 'es2022', platform: 'browser', legalComments: 'none' },
    ...{ external: EXTERNAL, define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'error' },
    ...options,
  } as BuildOptions & { write: false });
  return sizeOf(outputFiles[0]!.contents);
}

/** The CDN file and the modules in it, built in memory: what is in `dist/` may be older. */
export async function cdnChunk() {
  const built = await build({ root: ROOT, configFile: `${ROOT}vite.config.ts`, mode: 'cdn', logLevel: 'warn', build: { write: false } });
  const [{ output }] = [built].flat() as [Extract<typeof built, { output: unknown }>];
  return output[0];
}

function sizeOf(content: Uint8Array): Size {
  return { minified: content.length, brotli: brotliSize(content) };
}

/** In Brotli's best quality, bytes. */
export function brotliSize(content: Uint8Array | string): number {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;
}
