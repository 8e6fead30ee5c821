/** Documents in formats only LibreOffice writes. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { findLibreOffice } from '../../local/src/server/convert/libreoffice.js';

/** @param filter as `--convert-to` takes it @throws {Error} when nothing comes out */
export async function convertWithLibreOffice(input: string, filter: string, output: string): Promise<void> {
  const folder = await mkdtemp(join(dirname(output), 'conversion-'));
  try {
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const results = join(folder, 'results');
    await promisify(execFile)((await findLibreOffice()) ?? 'soffice', [
      profile,
      '--headless',
      '--convert-to',
      filter,
      '--outdir',
      results,
      input,
    ]);
    const [result] = await readdir(results);
    if (!result) throw new Error(`LibreOffice made nothing of ${input}`);
    await rename(join(results, result), output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
