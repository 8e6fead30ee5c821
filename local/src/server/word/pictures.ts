/** Pictures in a package an editor has written: it adds all of them anew each time, under names that depend on their order. */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { children, parseXml } from '../ooxml/xml.js';
import type { ZipFile } from '../ooxml/zip-file.js';

/** How the parts of a package refer to a picture (ECMA-376 part 1, 20.1.8.13 and 14.1.2.11). */
const REFERENCE = /(\sr:(?:embed|link|id|pict)=)(["'])([^"']*)\2/g;

/**
 * The package with its pictures under names that depend on what they show: those of `own` where it has them. What is not of `own` and nobody refers to is left out.
 * @throws {SyntaxError}
 */
export function namePictures(written: ZipFile, own: ZipFile): ZipFile {
  const parts = new Map<string, Buffer | string | null>();
  for (const name of written.names) if (name.startsWith('word/media/') && !own.has(name)) parts.set(name, null);
  for (const list of written.names.filter((name) => /^word\/_rels\/[^/]+\.rels$/.test(name))) {
    const part = `word/${posix.basename(list, '.rels')}`;
    const [known, all] = [picturesOf(own, list), picturesOf(written, list)];
    const names = new Map<string, string>();
    let relationships = written.text(list)!;
    for (const { id, path, source } of all) {
      const content = written.read(path);
      if (!content || known.some((each) => each.id === id && each.path === path)) continue;
      const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
      const same = known.find((each) => own.read(each.path)?.equals(content));
      const name = `media/${hash}${posix.extname(path)}`;
      names.set(id, same?.id ?? `picture-${hash}`);
      const isThere = same !== undefined || relationships.includes(`"picture-${hash}"`);
      relationships = relationships.replace(
        source,
        isThere ? '' : source.replace(`"${id}"`, `"picture-${hash}"`).replace(/(Target=")[^"]*/, `$1${name}`),
      );
      if (!same) parts.set(`word/${name}`, content);
    }
    if (names.size === 0) continue;
    parts.set(list, relationships);
    const text = written.text(part)!;
    parts.set(
      part,
      text.replace(REFERENCE, (whole, head: string, quote: string, id: string) =>
        names.has(id) ? head + quote + names.get(id)! + quote : whole,
      ),
    );
  }
  return written.with(parts);
}

interface Picture {
  id: string;
  /** Of its part. */
  path: string;
  /** The relationship as it is written. */
  source: string;
}

function picturesOf(zip: ZipFile, list: string): Picture[] {
  const text = zip.text(list);
  if (text === undefined) return [];
  return children(parseXml(text), 'Relationship')
    .filter(({ attributes }) => attributes.Type?.endsWith('/image') && attributes.TargetMode !== 'External')
    .map(({ attributes, start, end }) => ({
      id: attributes.Id ?? '',
      path: posix.resolve('/word', attributes.Target ?? '').slice(1),
      source: text.slice(start, end),
    }));
}
