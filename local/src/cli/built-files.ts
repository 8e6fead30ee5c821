/** What the page loads and only the build makes. The same from the sources and from the package: both lie two folders below its root. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

const ELEMENT = new URL('../../dist/cdn/imm-weboffice.js', import.meta.url);
const SCRIPTS = new URL('../../dist/cli/page/', import.meta.url);
const OFFICE = new URL('../../dist/local/page/index.html', import.meta.url);

/** @throws {Error} that says how to build what is missing */
export function checkBuilt(): void {
  const built = [ELEMENT, new URL('main.js', SCRIPTS), OFFICE].every((file) => existsSync(file));
  if (!built) throw new Error('the package is not built: run npm run build');
}

export const readElement = (): Promise<Buffer> => readFile(ELEMENT);

/** @param name of a module in `src/cli/page`, with `.js` */
export const readScript = (name: string): Promise<Buffer> => readFile(new URL(name, SCRIPTS));
