/**
 * TypeScript's helpers begin with `this && this.__decorate ||`, for scripts that share one. In a module `this` is nothing,
 * and bundlers warn of it in the builds of everybody who uses the package.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

for (const folder of ['../dist/', '../server/dist/', '../local/dist/']) {
  const dist = fileURLToPath(new URL(folder, import.meta.url));
  for (const path of readdirSync(dist, { recursive: true }).filter((name) => name.endsWith('.js'))) {
    const before = readFileSync(dist + path, 'utf8');
    const after = before.replaceAll(/\(this && this\.(__\w+)\) \|\| /g, '');
    if (after !== before) writeFileSync(dist + path, after);
  }
}
