/** Generated files are committed, so that readers and tools find them; `--check` says which are not what their sources say. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const checking = process.argv.includes('--check');

/** @param path from the repository's root @param command what writes the file */
export async function writeOrCheck(path: string, text: string, command: string): Promise<void> {
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
  const formatted = await format(text, { ...(await resolveConfig(file)), filepath: file });
  if (!checking) return writeFileSync(file, formatted);
  if (readFileSync(file, 'utf8') === formatted) return;
  console.error(`${path} is not what its sources say: run ${command}`);
  process.exitCode = 1;
}
