/** What may be stored of a package that was changed: checked before every save, so that a change that would damage the file, or bring in what nobody typed, loses nothing. */
import { checkWellFormed } from './well-formed.js';
import type { ZipFile } from './zip-file.js';

const isXml = (name: string) => /\.(?:xml|rels|vml)$/i.test(name);

/** Every part that is not as it was is well-formed XML, if it is XML at all, and has a name a part may have. @throws {SyntaxError} */
export function checkChangedParts(before: ZipFile, after: ZipFile): void {
  const names = new Set<string>();
  for (const name of after.names) {
    const key = name.toLowerCase();
    if (names.has(key) && !before.has(name)) throw new SyntaxError(`the part ${name} is there twice`);
    names.add(key);
    const content = after.read(name)!;
    if (before.read(name)?.equals(content)) continue;
    if (!before.has(name)) checkName(name);
    if (isXml(name)) checkPart(name, content);
  }
}

/** ECMA-376 part 2, 6.2.2. */
function checkName(name: string): void {
  const isBad = name.split('/').some((segment) => segment === '' || /^\.+$/.test(segment) || segment.endsWith('.'));
  // eslint-disable-next-line no-control-regex -- no name of a part has them
  if (isBad || /[\\:%\0-\x1f]/.test(name)) throw new SyntaxError(`a part may not be called ${JSON.stringify(name)}`);
}

function checkPart(name: string, content: Buffer): void {
  try {
    checkWellFormed(new TextDecoder(encodingOf(content), { fatal: true }).decode(content));
  } catch (error) {
    throw new SyntaxError(`${name}: ${(error as Error).message}`, { cause: error });
  }
}

function encodingOf(content: Buffer): string {
  const start = content.subarray(0, 2).toString('hex');
  return start === 'fffe' ? 'utf-16le' : start === 'feff' ? 'utf-16be' : 'utf-8';
}
