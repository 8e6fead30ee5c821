/** `npm start`: a local WebOffice over the demo documents, a token endpoint, and the site that uses both. */
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { createLocalWebOffice, ensureEngines } from '../local/src/index.js';
import { createDemoBackend } from './backend.js';
import { documentation } from './site/layout.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const say = (line: string) => console.log(line);
const port = Number(process.env.PORT ?? 5173);

await ensureEngines(say, true);
// A copy is edited, so that the next start has the documents as they were.
const root = await mkdtemp(join(tmpdir(), 'imm-weboffice-demo-'));
await cp(here('storage'), root, { recursive: true });
const office = await createLocalWebOffice({ root, prestart: 'server' });
const vite = await createServer({
  configFile: here('../vite.config.ts'),
  mode: 'demo',
  server: { host: '127.0.0.1', port },
  plugins: [documentation(), { name: 'demo-backend', configureServer: (server) => void server.middlewares.use(createDemoBackend(office)) }],
});
await vite.listen();

const { version } = JSON.parse(readFileSync(here('../package.json'), 'utf8')) as { version: string };
say(`imm-weboffice ${version}: demo, documentation, token endpoint and local WebOffice are running. End with Ctrl+C.`);
if (!office.hasLibreOffice) say('Without LibreOffice only PDF, txt and csv documents open.');
say(vite.resolvedUrls?.local[0] ?? `http://127.0.0.1:${port}/`);

let ending = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (ending) return;
    ending = true;
    void Promise.allSettled([vite.close(), office.close()])
      .then(() => rm(root, { recursive: true, force: true }))
      .finally(() => process.exit(0));
  });
}
