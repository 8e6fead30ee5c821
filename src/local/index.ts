/** A WebOffice on this machine: IMM's API, the SDK's protocol and real documents, without an account and without the internet. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { LIMITS } from '../contract/formats.js';
import { PdfCache, defaultCacheFolder } from './convert/cache.js';
import { Converter } from './convert/converter.js';
import { ImmApi } from './imm-api.js';
import { findLibreOffice, missingLibreOffice } from './libreoffice.js';
import { OfficeApi } from './office-api.js';
import { createLocalServer } from './server.js';
import { SessionStore } from './sessions.js';
import { SignatureVerifier } from './signature.js';
import { pdfjsFolder } from './static-files.js';
import { DocumentStore } from './store.js';

export interface LocalWebOfficeOptions {
  /** Folder with a folder for each bucket: `oss://bucket/key` is `{root}/{bucket}/{key}`. */
  root?: string;
  /** Buckets that lie elsewhere: folder by bucket name. */
  folders?: Readonly<Record<string, string>>;
  /** Port on 127.0.0.1; default: any free one. */
  port?: number;
  /** IMM projects there are; default `['local']`. */
  projects?: readonly string[];
  /** Access keys that may call the API, secret by id; default: a random pair, see {@link LocalWebOffice.credential}. */
  accessKeys?: Readonly<Record<string, string>>;
  /** How long tokens live, ms; default as IMM's: 30 minutes and 1 day. */
  lifetimes?: { accessToken?: number; refreshToken?: number };
  /** Where converted documents are kept; default: the user's cache folder. */
  cacheFolder?: string;
  /** Path of LibreOffice's `soffice`; default: looked for. */
  soffice?: string;
  /** ms one conversion may take; default 120,000. */
  conversionTimeout?: number;
  /** Told of failures of this server itself; default: one line to stderr. Never holds a token. */
  onError?: (error: unknown) => void;
}

export interface LocalWebOffice {
  /** Endpoint of the API, e.g. `http://127.0.0.1:8081`; office pages and SDK are there as well. */
  readonly url: string;
  /** URL of the SDK, for `sdk-url`. */
  readonly sdkURL: string;
  /** An access key that may call the API. */
  readonly credential: { accessKeyId: string; accessKeySecret: string };
  /** Whether office formats can be shown; PDF, txt and csv always can. */
  readonly hasLibreOffice: boolean;
  close(): Promise<void>;
}

/** The version our SDK is compatible with. */
const SDK_VERSION = '1.1.19';

/** Starts a local WebOffice on 127.0.0.1. @throws {Error} when pdf.js is not installed, the port is taken, or the folders cannot be used */
export async function createLocalWebOffice(options: LocalWebOfficeOptions): Promise<LocalWebOffice> {
  // Nothing can be shown without pdf.js: better said now than in every document.
  pdfjsFolder();
  const accessKeys = new Map(Object.entries(options.accessKeys ?? { local: randomBytes(24).toString('base64url') }));
  const [accessKeyId = '', accessKeySecret = ''] = [...accessKeys][0] ?? [];
  const soffice = await findLibreOffice(options.soffice);
  const cache = await PdfCache.open(options.cacheFolder ?? defaultCacheFolder());
  const converter = new Converter({
    cache,
    soffice: soffice ? { program: soffice } : { missing: missingLibreOffice() },
    timeout: options.conversionTimeout ?? 120_000,
  });
  const sessions = new SessionStore({
    accessToken: options.lifetimes?.accessToken ?? LIMITS.accessTokenLifetime,
    refreshToken: options.lifetimes?.refreshToken ?? LIMITS.refreshTokenLifetime,
  });
  let url = '';
  const server = createLocalServer({
    verifier: new SignatureVerifier(accessKeys),
    immApi: new ImmApi({
      projects: options.projects ?? ['local'],
      store: new DocumentStore((bucket) => folderOf(bucket, options)),
      sessions,
      officeOrigin: () => url,
    }),
    officeApi: new OfficeApi(sessions, converter),
    onError: options.onError ?? logError,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    sdkURL: `${url}/IMM/office-js/${SDK_VERSION}/aliyun-web-office-sdk.min.js`,
    credential: { accessKeyId, accessKeySecret },
    hasLibreOffice: soffice !== undefined,
    async close() {
      converter.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await cache.close();
    },
  };
}

function folderOf(bucket: string, { root, folders = {} }: LocalWebOfficeOptions): string | undefined {
  if (Object.hasOwn(folders, bucket)) return folders[bucket];
  return root === undefined ? undefined : join(root, bucket);
}

function logError(error: unknown): void {
  console.error(`imm-weboffice local: ${error instanceof Error ? error.message : 'unknown error'}`);
}

export { ensureEngines } from './libreoffice.js';
