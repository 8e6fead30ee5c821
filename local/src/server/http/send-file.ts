/** Sends files as browsers want to keep them: compressed where a variant was built, with a validator, and not again where nothing has changed (RFC 9110, 8.8 and 12.5.3). */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ImmFault } from '../imm-fault.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** The better one first; scripts/compress-assets.mjs makes them. */
const VARIANTS = [
  { coding: 'br', extension: '.br' },
  { coding: 'gzip', extension: '.gz' },
] as const;

/** By path: package managers set any time of change they like, so the content is what counts, and it is read once. */
const tags = new Map<string, { size: number; changed: number; tag: string }>();

/**
 * @param folder nothing outside of it is sent
 * @param name path in it
 * @throws {ImmFault} when there is no such file
 */
export async function sendFile(
  folder: string,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const path = join(folder, name);
  const whole = path.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? await look(path) : undefined;
  if (!whole) throw new ImmFault(404, 'NotFound', 'There is no such file.');
  const accepted = acceptedCodings(request.headers['accept-encoding']);
  let chosen: { file: string; size: number; changed: number; coding?: string } = { file: path, ...whole };
  let hasVariants = false;
  for (const { coding, extension } of VARIANTS) {
    const variant = await look(path + extension);
    if (!variant) continue;
    hasVariants = true;
    if (chosen.coding === undefined && accepted.has(coding)) chosen = { file: path + extension, ...variant, coding };
  }
  const { file, size, changed, coding } = chosen;
  const tag = await tagOf(file, size, changed);
  const own = { ...headers, etag: tag, ...(hasVariants && { vary: 'accept-encoding' }) };
  if (isKnown(request.headers['if-none-match'], tag)) {
    response.writeHead(304, own).end();
    return;
  }
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-length': size, ...(coding && { 'content-encoding': coding }), ...own });
  // A reader that goes away is no error of ours.
  await pipeline(createReadStream(file), response).catch(() => undefined);
}

/** Codings a browser takes; one with `q=0` it does not. */
function acceptedCodings(header: string | string[] = ''): Set<string> {
  const offers = String(header)
    .split(',')
    .map((offer) =>
      offer
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/),
    );
  return new Set(offers.filter(([, quality = '']) => !/^q=0(\.0*)?$/.test(quality)).map(([coding = '']) => coding));
}

/** A list of tags, or `*`. The weak comparison: a proxy that compresses makes them weak. */
function isKnown(header: string | undefined, tag: string): boolean {
  const known = (header ?? '').split(',').map((entry) => entry.trim().replace(/^W\//, ''));
  return known.includes(tag) || known.includes('*');
}

async function look(path: string): Promise<{ size: number; changed: number } | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? { size: found.size, changed: found.mtimeMs } : undefined;
}

async function tagOf(path: string, size: number, changed: number): Promise<string> {
  const known = tags.get(path);
  if (known && known.size === size && known.changed === changed) return known.tag;
  const digest = createHash('sha256')
    .update(await readFile(path))
    .digest('base64url');
  const tag = `"${digest.slice(0, 22)}"`;
  tags.set(path, { size, changed, tag });
  return tag;
}
