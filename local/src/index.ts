/** A WebOffice on this machine: IMM's API, the SDK's protocol and real documents, without an account and without the internet. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { LIMITS, SDK_VERSION } from 'imm-weboffice/contract';
import type { NotificationMessage } from 'imm-weboffice/contract';
import { AccessKeys, type AccessKey } from './server/imm/access-keys.js';
import type { BucketSettings } from './server/imm/buckets.js';
import { PdfCache, defaultCacheFolder } from './server/convert/cache.js';
import { TextEncodings } from './server/text/encodings.js';
import { Converter } from './server/convert/converter.js';
import { PdfEngine } from './server/convert/pdf-engine.js';
import type { Prestart } from './server/convert/prestarted.js';
import type { UserNames } from './server/imm/generate-parameters.js';
import { ImmApi } from './server/imm/imm-api.js';
import { DocumentEngine } from './server/jobs/document-engine.js';
import { findLibreOffice, missingLibreOffice } from './server/convert/libreoffice.js';
import { DocumentAnnouncer } from './server/visits/announcer.js';
import { OpenedVersions } from './server/visits/opened-versions.js';
import { Notifier } from './server/visits/notifier.js';
import { PageCalls } from './server/http/page-calls.js';
import { UploadGuard } from './server/visits/upload-guard.js';
import { DocumentOpener } from './server/documents/opened-document.js';
import { Pins } from './server/documents/pins.js';
import { RunningRequests } from './server/http/running-requests.js';
import { createLocalServer } from './server/http/server.js';
import { EditService } from './server/saving/edit-service.js';
import { History } from './server/saving/history.js';
import { Saver } from './server/saving/saver.js';
import { Conversions } from './server/convert/conversions.js';
import { SessionStore } from './server/visits/sessions.js';
import { ImmGateway } from './server/imm/gateway.js';
import { DocumentStore } from './server/documents/store.js';
import { TextRooms } from './server/together/text-rooms.js';
import { Versions } from './server/documents/versions.js';

/** Options of {@link createLocalWebOffice}. Times are in ms. */
export interface LocalWebOfficeOptions {
  /** Folder with a folder for each bucket: `oss://bucket/key` is `{root}/{bucket}/{key}`. */
  root?: string | undefined;
  /** Buckets that lie elsewhere: folder by bucket name. */
  folders?: Readonly<Record<string, string>> | undefined;
  /** Port on 127.0.0.1; default: any free one. */
  port?: number | undefined;
  /** IMM projects there are; default `['local']`. */
  projects?: readonly string[] | undefined;
  /** Access keys that may call the API by id, with what RAM allows them; default: a random pair, see {@link LocalWebOffice.credential}. */
  accessKeys?: Readonly<Record<string, AccessKey>> | undefined;
  /** Settings of buckets by name. */
  buckets?: Readonly<Record<string, BucketSettings>> | undefined;
  /**
   * Which `User.Name` the API accepts: `any` of at most 32 characters (default), as public integrations send them, or only what IMM's API page documents
   * (`documented`: letters, digits and `- _ + / = @`). Nobody has published which of the two IMM enforces.
   */
  userNames?: UserNames | undefined;
  /** Told of every notification, as if subscribed to all topics of MNS. */
  notify?: ((topic: string, message: NotificationMessage) => void) | undefined;
  /** Where MNS pushes notifications to: http or https URL by topic. */
  subscribers?: Readonly<Record<string, string>> | undefined;
  /** How long tokens live, ms; default as IMM's: 30 minutes and 1 day. */
  lifetimes?: { accessToken?: number; refreshToken?: number } | undefined;
  /** Where converted documents, and the history of those that were saved, are kept; default: the user's cache folder. */
  cacheFolder?: string | undefined;
  /** Path of LibreOffice's `soffice`; default: looked for. */
  soffice?: string | undefined;
  /** ms one conversion may take; default 120,000. */
  conversionTimeout?: number | undefined;
  /**
   * When LibreOffice is started ahead of conversions, which then take a fraction of the time: with the server (`server`), with the first conversion
   * (`first-use`, default), or `never`. As many wait as conversions can run at a time, at most four; each takes about 88 MB. On Windows none is started ahead.
   */
  prestart?: Prestart | undefined;
  /** ms a LibreOffice that was started ahead waits for a conversion before it ends; default 600,000. */
  prestartIdle?: number | undefined;
  /** Told of failures of this server itself; default: one line to stderr. Never holds a token. */
  onError?: ((error: unknown) => void) | undefined;
}

/** A running local WebOffice: where it listens, the access key that opens it, and how to stop it. */
export interface LocalWebOffice {
  /** Endpoint of the API, e.g. `http://127.0.0.1:8081`; office pages and SDK are there as well. */
  readonly url: string;
  /** URL of the SDK, for `sdk-url`. */
  readonly sdkURL: string;
  /** An access key that may call the API. */
  readonly credential: { accessKeyId: string; accessKeySecret: string };
  /** Whether office formats can be shown; PDF, txt and csv always can. */
  readonly hasLibreOffice: boolean;
  /** Takes no further changes, waits for saves that have begun (at most 10 s), saves the texts that were written and not saved, and ends. */
  close(): Promise<void>;
}

/** Starts a local WebOffice on 127.0.0.1. @throws {Error} when the port is taken, or the folders cannot be used */
export async function createLocalWebOffice(options: LocalWebOfficeOptions): Promise<LocalWebOffice> {
  const keys = options.accessKeys ?? { local: randomBytes(24).toString('base64url') };
  const accessKeys = new AccessKeys(keys);
  const [accessKeyId = ''] = Object.keys(keys);
  const onError = options.onError ?? logError;
  const notifier = new Notifier({ notify: options.notify, subscribers: options.subscribers ?? {}, onError });
  const soffice = await findLibreOffice(options.soffice);
  const cacheFolder = options.cacheFolder ?? defaultCacheFolder();
  const cache = await PdfCache.open(cacheFolder);
  const timeout = options.conversionTimeout ?? 120_000;
  const pdfs = new PdfEngine(timeout);
  const documents = new DocumentEngine(timeout);
  const { prestart, prestartIdle } = options;
  const engine = soffice ? { program: soffice } : { missing: missingLibreOffice() };
  const converter = new Converter({ cache, soffice: engine, timeout, prestart, prestartIdle });
  const conversions = new Conversions((content, extension, filter) => converter.transform(content, extension, filter));
  const lifetimes = {
    accessToken: options.lifetimes?.accessToken ?? LIMITS.accessTokenLifetime,
    refreshToken: options.lifetimes?.refreshToken ?? LIMITS.refreshTokenLifetime,
  };
  const sessions = new SessionStore(lifetimes, (session) => officeApi.end(session));
  const versions = new Versions();
  const edits = new UploadGuard();
  const encodings = new TextEncodings(documents, join(cacheFolder, 'encodings'));
  const opener = new DocumentOpener(cache, converter, pdfs, documents, conversions, encodings);
  const looks = new OpenedVersions(opener, versions, await Pins.open(join(cacheFolder, 'pinned')));
  const live = new DocumentAnnouncer(versions, edits, notifier);
  const history = await History.open(join(cacheFolder, 'history'));
  const saver = new Saver(versions, history, live, onError);
  const editing = new EditService(history, saver, versions, documents, conversions, encodings);
  const texts = new TextRooms(versions, saver, live, documents, encodings, onError, () => cache.workPath());
  live.onLeave = (visit) => void texts.leave(visit).catch(onError);
  const officeApi = new PageCalls(sessions, looks, live, editing, texts, () => cache.workPath());
  let url = '';
  const immApi = new ImmApi({
    projects: options.projects ?? ['local'],
    buckets: options.buckets ?? {},
    userNames: options.userNames,
    store: new DocumentStore((bucket) => folderOf(bucket, options), options.root),
    ...{ accessKeys, sessions, versions, edits },
    officeOrigin: () => url,
    onGenerate: ({ file: { path, size }, filename, permission, cachePreview, previewPages, mayRead }) => {
      const reads = permission.readonly || cachePreview || previewPages !== undefined;
      // Pages are made by one kind of process; editors and grids need the other.
      if (reads && !/\.(?:xl|et|csv|txt)/.test(extname(filename))) pdfs.warm(size);
      else documents.warm(size);
      // A cached preview may be pinned to another content than the file has now.
      if (!mayRead || cachePreview) return;
      const document = { path, filename };
      const begun = reads
        ? opener.prefetch(document)
        : editing.prefetch(document).then((edits) => (edits ? undefined : opener.prefetch(document)));
      // What goes wrong is told to those who open it.
      void begun.catch(() => undefined);
    },
  });
  const running = new RunningRequests();
  const server = createLocalServer({ gateway: new ImmGateway(accessKeys, immApi), officeApi, sessions, running, onError });
  const close = async () => {
    // What is being saved is saved, and then what was written and never saved.
    await running.stop();
    await texts.close();
    await converter.close();
    pdfs.close();
    documents.close();
    notifier.close();
    sessions.close();
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
    await cache.close();
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  }).catch(async (error: unknown) => {
    // What was started beside it would keep the process running.
    await close();
    throw error;
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    sdkURL: `${url}/IMM/office-js/${SDK_VERSION}/aliyun-web-office-sdk.min.js`,
    credential: { accessKeyId, accessKeySecret: accessKeys.secretOf(accessKeyId) ?? '' },
    hasLibreOffice: soffice !== undefined,
    close,
  };
}

function folderOf(bucket: string, { root, folders = {} }: LocalWebOfficeOptions): string | undefined {
  if (Object.hasOwn(folders, bucket)) return folders[bucket];
  return root === undefined ? undefined : join(root, bucket);
}

function logError(error: unknown): void {
  console.error(`imm-weboffice local: ${error instanceof Error ? error.message : 'unknown error'}`);
}

export { ensureEngines } from './server/convert/libreoffice.js';
export type { AccessKey } from './server/imm/access-keys.js';
export type { BucketSettings } from './server/imm/buckets.js';
export type { Prestart } from './server/convert/prestarted.js';
