/** What the page loads and only the builds of this package and of the element make. Sources and build of this file both lie two folders below the package's root. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const ELEMENT = join(dirname(createRequire(import.meta.url).resolve('imm-weboffice/package.json')), 'dist/cdn/imm-weboffice.js');
const SCRIPTS = new URL('../../dist/cli/page/', import.meta.url);
const OFFICE = new URL('../../dist/page/index.html', import.meta.url);

/** @throws {Error} that says how to build what is missing */
export function checkBuilt(): void {
  const built = [ELEMENT, new URL('main.js', SCRIPTS), OFFICE].every((file) => existsSync(file));
  if (!built) throw new Error('the package is not built: run npm run build');
}

export const readElement = (): Promise<Buffer> => readFile(ELEMENT);

/** @param name of a module in `page/`, with `.js` */
export const readScript = (name: string): Promise<Buffer> => readFile(new URL(name, SCRIPTS));
