/** `imm-weboffice-local imm [folder]`: IMM's API over one folder, for a backend that is not ours. */
import { resolve } from 'node:path';
import { onceEnded, portError } from 'imm-weboffice/cli/program';
import { createLocalWebOffice, ensureEngines } from '../index.js';
import { checkBuilt } from './built-files.js';
import { OTHER_PORT, type Command } from './command-line.js';
import { checkFolder } from './folder.js';
import { BUCKET } from './site/documents.js';

type Options = Omit<Extract<Command, { name: 'imm' }>, 'name'>;

/** Official clients want one to sign with; the local WebOffice is in no region. */
const REGION = 'cn-shanghai';

/**
 * Serves until SIGINT or SIGTERM.
 * @param say gets one line at a time of what a program reads: `NAME=value`
 * @param note gets one line at a time of what people read
 * @throws {UsageError} for a folder or port that cannot be used
 * @throws {Error} when something has to be built or installed first
 */
export async function serveImm(
  { folder, port, mayInstall, accessKey, project }: Options,
  say: (line: string) => void,
  note: (line: string) => void,
): Promise<void> {
  const root = resolve(folder);
  await checkFolder(root);
  checkBuilt();
  await ensureEngines(note, mayInstall);
  const office = await createLocalWebOffice({
    folders: { [BUCKET]: root },
    projects: [project],
    ...(accessKey && { accessKeys: { [accessKey.id]: accessKey.secret } }),
    port,
    prestart: 'server',
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === 'listen' ? portError(port, error, OTHER_PORT) : error;
  });
  onceEnded(() => office.close());
  const { accessKeyId, accessKeySecret } = office.credential;
  // Names of Alibaba Cloud's credential chain, where there is one.
  say(`ALIBABA_CLOUD_ACCESS_KEY_ID=${accessKeyId}`);
  say(`ALIBABA_CLOUD_ACCESS_KEY_SECRET=${accessKeySecret}`);
  say(`IMM_ENDPOINT=${office.url}`);
  say(`IMM_REGION_ID=${REGION}`);
  say(`IMM_PROJECT_NAME=${project}`);
  say(`WEBOFFICE_SDK_URL=${office.sdkURL}`);
  note(`IMM over ${root}: its documents are oss://${BUCKET}/<path>. Press Ctrl+C to stop.`);
  if (!office.hasLibreOffice) note('Without LibreOffice only PDF, txt and csv documents open.');
}
