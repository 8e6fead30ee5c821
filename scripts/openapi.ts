/**
 * Writes docs/openapi.json: the token endpoint in OpenAPI 3.1, from the schemas that browser and backend check with.
 * `--check` writes nothing and exits with 1 when the file is not what the schemas say.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { document } from './openapi-document.js';

const file = fileURLToPath(new URL('../docs/openapi.json', import.meta.url));
const text = await format(JSON.stringify(document()), { ...(await resolveConfig(file)), filepath: file });
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error('docs/openapi.json is not what src/contract says: run node --import tsx scripts/openapi.ts');
  process.exitCode = 1;
}
