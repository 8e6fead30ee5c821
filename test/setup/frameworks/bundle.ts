/** The pages of this folder as one script each, to be put into HTML. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('./', import.meta.url));

export const REACT_18: Record<string, string> = { react: 'react-18', 'react-dom': 'react-dom-18' };

/** @param alias packages to take in the place of others */
export async function bundle(entry: string, alias: Record<string, string>): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [folder + entry],
    ...{ bundle: true, write: false, format: 'esm', target: 'es2022', alias, jsx: 'automatic' },
    define: { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' },
    conditions: ['development'],
  });
  return outputFiles[0]!.text.replaceAll('</script', '<\\/script');
}
