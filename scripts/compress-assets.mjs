/** Brotli and gzip variants of the office page's files and of the local SDK, which the local WebOffice sends to browsers that take them. */
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Smaller files fit into one packet as they are, bytes. */
const LEAST = 1_400;

for (const folder of ['../local/dist/page/', '../local/dist/browser-sdk/']) {
  const dist = fileURLToPath(new URL(folder, import.meta.url));
  const names = readdirSync(dist);
  // Of the build before.
  for (const name of names.filter((each) => /\.(br|gz)$/.test(each))) rmSync(dist + name);
  for (const name of names.filter((each) => /\.(js|css|svg)$/.test(each))) {
    const content = readFileSync(dist + name);
    if (content.length < LEAST) continue;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    writeFileSync(`${dist}${name}.br`, brotliCompressSync(content, { params }));
    writeFileSync(`${dist}${name}.gz`, gzipSync(content, { level: 9 }));
  }
}
