/** Where the programs are that run in processes of their own: beside the code that starts them, or in the installed package where that code was bundled. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Path of a program of this package, from its sources (TypeScript, run by a loader such as tsx), from its build, and from a bundle.
 * @param name its path below `local/src/server`, without extension, e.g. `jobs/document-process`
 * @throws {Error} when it is in none of these places
 */
export function ownProgram(name: string): string {
  const own = fileURLToPath(new URL(`../${name}${extname(import.meta.url)}`, import.meta.url));
  if (existsSync(own)) return own;
  const installed = join(dirname(createRequire(import.meta.url).resolve('imm-weboffice-local')), 'server', `${name}.js`);
  if (existsSync(installed)) return installed;
  throw new Error(
    `imm-weboffice-local is bundled, and its program ${name} is not there: keep the package imm-weboffice-local installed beside the bundle`,
  );
}
