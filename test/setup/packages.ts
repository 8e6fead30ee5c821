/** What two office documents have in common, part by part. */
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';

/** Names of the parts that are in one of them only, or not the same to the byte. */
export function changedParts(before: Buffer, after: Buffer): string[] {
  const [one, other] = [ZipFile.parse(before), ZipFile.parse(after)];
  const names = new Set([...one.names, ...other.names]);
  return [...names].filter((name) => !one.has(name) || !other.has(name) || !one.read(name)!.equals(other.read(name)!)).sort();
}

export const partOf = (file: Buffer, name: string): string => ZipFile.parse(file).text(name) ?? '';
