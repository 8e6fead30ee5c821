/** `imm-weboffice-local [folder]`: a local WebOffice over one folder, a token endpoint for it, and a page that lists its documents. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { createLocalWebOffice, ensureEngines } from '../index.js';
import { onceEnded, portError } from 'imm-weboffice/cli/program';
import { createImmClient, createTokenHandler, toNodeHandler } from 'imm-weboffice-server';
import { checkBuilt } from './built-files.js';
import { checkFolder } from './folder.js';
import { OTHER_PORT, type Command } from './command-line.js';
import { BUCKET, isShown } from './site/documents.js';
import { createSite } from './site/server.js';

type Options = Omit<Extract<Command, { name: 'serve' }>, 'name'>;

/**
 * Serves until SIGINT or SIGTERM.
 * @param say gets one line at a time, for a terminal; the address is a line of its own
 * @throws {UsageError} for a folder or port that cannot be used
 * @throws {Error} when something has to be built or installed first
 */
export async function serve({ folder, port, mayInstall }: Options, say: (line: string) => void, version: string): Promise<void> {
  const root = resolve(folder);
  await checkFolder(root);
  checkBuilt();
  await ensureEngines(say, mayInstall);
  const office = await createLocalWebOffice({ folders: { [BUCKET]: root }, prestart: 'server' });
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
  say(`imm-weboffice-local ${version}: serving ${root} (read-only). Press Ctrl+C to stop.`);
  if (!office.hasLibreOffice) say('Without LibreOffice only PDF, txt and csv documents open.');
  say(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
}

/** @throws {UsageError} when the port cannot be used */
function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(port, error, OTHER_PORT)));
    server.listen(port, '127.0.0.1', resolve);
  });
}
