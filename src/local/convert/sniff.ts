/** What a file really is, by its first bytes; LibreOffice would show almost any bytes as text, so nonsense is caught before. */
import { open, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { FailureCode } from '../page-api.js';

const MAGIC: readonly { bytes: string; kind: 'zip' | 'compound' | 'pdf' | 'other' }[] = [
  { bytes: '504b0304', kind: 'zip' }, // OOXML
  { bytes: 'd0cf11e0a1b11ae1', kind: 'compound' }, // Office 97-2003, Works 4+, WPS, and any OOXML with a password
  { bytes: '25504446', kind: 'pdf' },
  { bytes: '7b5c727466', kind: 'other' }, // RTF
  { bytes: '3c3f786d6c', kind: 'other' }, // Office 2003 XML
  { bytes: 'efbbbf3c3f786d6c', kind: 'other' }, // the same with a byte order mark
  { bytes: '3c68746d6c', kind: 'other' }, // HTML saved as .doc or .xls
  { bytes: '3c21646f63', kind: 'other' }, // <!doc…
  { bytes: '0908', kind: 'other' }, // Excel 3 and 4
  { bytes: '09', kind: 'other' }, // Excel 2
  { bytes: 'dba5', kind: 'other' }, // Word 2
  { bytes: '31be', kind: 'other' }, // Write, Word for DOS
  { bytes: '01fe', kind: 'other' }, // Works 2 and 3
];

/** Whether a file is a PDF, whatever its name: the API page's own first example names one .docx. */
export async function isPDF(path: string): Promise<boolean> {
  return (await firstBytes(path)).startsWith('25504446');
}

/** Why an office file cannot be converted, as far as can be told without trying. */
export async function findObstacle(path: string): Promise<FailureCode | undefined> {
  const start = await firstBytes(path);
  const kind = MAGIC.find(({ bytes }) => start.startsWith(bytes))?.kind;
  if (!kind) return 'DocumentBroken';
  return kind === 'compound' && (await isProtected(path)) ? 'PasswordRequired' : undefined;
}

async function firstBytes(path: string): Promise<string> {
  const handle = await open(path);
  const head = Buffer.alloc(16);
  await handle.read(head, 0, head.length, 0).finally(() => handle.close());
  return head.toString('hex').toLowerCase();
}

/** Whether a compound file is protected with a password. Without the optional `officecrypto-tool` nobody knows, and the conversion fails instead. */
async function isProtected(path: string): Promise<boolean> {
  try {
    const { isEncrypted } = createRequire(import.meta.url)('officecrypto-tool') as {
      isEncrypted: (content: Buffer) => boolean | Promise<boolean>;
    };
    return await isEncrypted(await readFile(path));
  } catch {
    return false;
  }
}
