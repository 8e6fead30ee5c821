/** The parts of a package by the directory at the end of its ZIP file (APPNOTE 6.3, 4.3.12 and 4.3.16): names, sizes and checksums, without inflating anything. */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** The end record without its comment, bytes, and the longest comment. */
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;

/** Names of parts that are in one of the files only or differ; null when one of them is not a plain ZIP file. */
export function changedParts(one: ArrayBuffer, other: ArrayBuffer): string[] | null {
  const [mine, theirs] = [partsOf(one), partsOf(other)];
  if (!mine || !theirs) return null;
  return [...new Set([...mine.keys(), ...theirs.keys()])].filter((name) => mine.get(name) !== theirs.get(name));
}

function partsOf(file: ArrayBuffer): Map<string, string> | null {
  const view = new DataView(file);
  let end = view.byteLength - END_SIZE;
  const farthest = Math.max(0, end - LONGEST_COMMENT);
  while (end >= farthest && view.getUint32(end, true) !== END) end--;
  if (end < farthest) return null;
  const parts = new Map<string, string>();
  const text = new TextDecoder();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY) return null;
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number];
    // Checksum, and size before compression.
    parts.set(text.decode(new Uint8Array(file, at + 46, name)), `${view.getUint32(at + 16, true)} ${view.getUint32(at + 24, true)}`);
    at += 46 + name + extra + comment;
  }
  return parts;
}
