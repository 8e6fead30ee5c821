/** Local WebOffices and token endpoints for tests, over a storage of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalWebOffice, ensureEngines, type LocalWebOffice, type LocalWebOfficeOptions } from '../../local/src/index.js';
import { createImmClient, createTokenHandler, toNodeHandler, type TokenHandlerOptions } from '../../server/src/index.js';
import { makeStorage } from './documents.js';

export interface Storage {
  root: string;
  remove(): Promise<void>;
}

export async function temporaryStorage(): Promise<Storage> {
  const root = await mkdtemp(join(tmpdir(), 'imm-weboffice-test-'));
  await makeStorage(root);
  return { root, remove: () => rm(root, { recursive: true, force: true, maxRetries: 5 }) };
}

export async function startOffice(storage: Storage, options: Partial<LocalWebOfficeOptions> = {}): Promise<LocalWebOffice> {
  await ensureEngines(console.log, true);
  return createLocalWebOffice({ root: storage.root, ...options });
}

export const immClientFor = (office: Pick<LocalWebOffice, 'url' | 'credential'>) =>
  createImmClient({ regionId: 'cn-shanghai', projectName: 'local', endpoint: office.url, credential: office.credential });

/** A token endpoint for one visitor who may read everything. */
export function tokenHandlerFor(office: LocalWebOffice, options: Partial<TokenHandlerOptions> = {}) {
  return createTokenHandler({
    imm: immClientFor(office),
    authorize: () => ({ user: { id: 'tester', name: 'Tester' }, permission: { copy: true, print: true } }),
    ...options,
  });
}

export const nodeEndpoint = (office: LocalWebOffice, options?: Partial<TokenHandlerOptions>) =>
  toNodeHandler(tokenHandlerFor(office, options));

export type Middleware = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
