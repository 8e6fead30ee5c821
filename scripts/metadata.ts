/**
 * Writes everything that repeats the element's own documentation, from custom-elements.json: README tables,
 * data for editors, and what the framework wrappers know. `--check` writes nothing and exits with 1 when a file differs.
 */
import { readFileSync } from 'node:fs';
import { frameworkModule } from './metadata/frameworks.js';
import { readElement } from './metadata/manifest.js';
import { withTables } from './metadata/readme.js';
import { vscodeData } from './metadata/vscode.js';
import { webTypes } from './metadata/web-types.js';
import { writeOrCheck } from './write-or-check.js';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const element = readElement(read('custom-elements.json'));
const { version } = JSON.parse(read('package.json')) as { version: string };

const files: Record<string, string> = {
  'README.md': withTables(read('README.md'), element),
  'vscode.html-custom-data.json': JSON.stringify(vscodeData(element)),
  'web-types.json': JSON.stringify(webTypes(element, version)),
  'src/frameworks/tag.ts': frameworkModule(element),
};
for (const [path, text] of Object.entries(files)) await writeOrCheck(path, text, 'npm run metadata');
