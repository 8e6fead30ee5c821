/** `imm-weboffice [folder]`: a local WebOffice over one folder, a token endpoint for it, and a page that lists its documents. */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { createLocalWebOffice, ensureEngines } from '../index.js';
import { createImmClient, createTokenHandler, toNodeHandler } from 'imm-weboffice-server';
import { checkBuilt } from './built-files.js';
import { UsageError } from '../../../src/cli/command-line.js';
import { BUCKET, isShown } from './site/documents.js';
import { createSite } from './site/server.js';
import { version } from '../../../src/cli/version.js';

/** Optional peers of the package that this command cannot do without. */
const PEERS = ['@alicloud/openapi-core', 'jose', 'officecrypto-tool', 'pdfjs-dist'];

/**
 * Serves until SIGINT or SIGTERM.
 * @param say gets one line at a time, for a terminal; the address is a line of its own
 * @throws {UsageError} for a folder or port that cannot be used
 * @throws {Error} when something has to be built or installed first
 */
export async function serve({ folder, port }: { folder: string; port: number }, say: (line: string) => void): Promise<void> {
  const root = resolve(folder);
  await checkFolder(root);
  checkBuilt();
  checkPeers();
  await ensureEngines(say);
  const office = await createLocalWebOffice({ folders: { [BUCKET]: root } });
  const tokens = createTokenHandler({
    imm: createImmClient({ regionId: 'cn-shanghai', projectName: 'local', endpoint: office.url, credential: office.credential }),
    // Sessions end with this process, and the local WebOffice with it.
    secret: randomUUID(),
    // Nobody else reaches 127.0.0.1, and whoever does may read what the page lists.
    authorize: ({ sourceURI }) =>
      isShown(sourceURI) && { user: { id: 'reader', name: 'Reader' }, permission: { readonly: true, copy: true, print: true } },
  });
  const site = createSite({ root, sdkURL: office.sdkURL, tokens: toNodeHandler(tokens) });
  try {
    await listen(site, port);
  } catch (error) {
    await office.close();
    throw error;
  }
  onceEnded(async () => {
    site.closeAllConnections();
    await Promise.allSettled([new Promise((done) => site.close(done)), office.close()]);
  });
  say(`imm-weboffice ${version()} shows ${root}, to read only. End with Ctrl+C.`);
  if (!office.hasLibreOffice) say('Without LibreOffice only PDF, txt and csv documents open.');
  say(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
}

async function checkFolder(root: string): Promise<void> {
  const found = await stat(root).catch(() => undefined);
  if (!found) throw new UsageError(`there is no folder ${root}`);
  if (!found.isDirectory()) throw new UsageError(`${root} is not a folder`);
  await access(root, constants.R_OK | constants.X_OK).catch(() => {
    throw new UsageError(`the folder ${root} may not be read`);
  });
}

function checkPeers(): void {
  const require = createRequire(import.meta.url);
  const missing = PEERS.filter((name) => {
    try {
      return !require.resolve(name);
    } catch (error) {
      // A package for `import` only is there, though it cannot be resolved this way.
      return (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND';
    }
  });
  if (missing.length === 0) return;
  const packages = missing.map((name) => `-p ${name}`).join(' ');
  throw new Error(`packages are missing; run npm install ${missing.join(' ')}, or: npx -p imm-weboffice ${packages} imm-weboffice`);
}

/** @throws {UsageError} when the port cannot be used */
function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is taken' : error.code === 'EACCES' ? 'is not allowed to you' : 'cannot be used';
      reject(new UsageError(`port ${port} ${why}: choose another with --port, or leave it out`));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

function onceEnded(close: () => Promise<void>): void {
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      void close().then(() => process.exit(0));
    });
  }
}
