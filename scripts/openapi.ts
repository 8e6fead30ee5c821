/**
 * Writes docs/openapi.json: the token endpoint in OpenAPI 3.1, from the schemas that browser and backend check with.
 * `--check` writes nothing and exits with 1 when the file is not what the schemas say.
 */
import { document } from './openapi-document.js';
import { writeOrCheck } from './write-or-check.js';

await writeOrCheck('docs/openapi.json', JSON.stringify(document()), 'npm run openapi');
