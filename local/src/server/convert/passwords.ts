/** Opens office documents that are protected with a password, with `officecrypto-tool`. */
import { createRequire } from 'node:module';
import type { DocumentFailure } from './preparation.js';

interface OfficeCrypto {
  isEncrypted(content: Buffer): boolean;
  decrypt(content: Buffer, options: { password: string }): Promise<Buffer>;
}

/** What Excel itself uses where a workbook is protected against changes only: everybody may read it. */
const EVERYBODYS_PASSWORD = 'VelvetSweatshop';

/** Loaded when a document needs it; it brings no types. */
const officeCrypto = () => createRequire(import.meta.url)('officecrypto-tool') as OfficeCrypto;

/**
 * The clear text of a compound file, or undefined when it is not protected.
 * @param isSealed it is known to be
 */
export async function openProtected(
  content: Buffer,
  isSealed: boolean,
  password: string | undefined,
): Promise<Buffer | undefined | { failure: DocumentFailure }> {
  const crypto = officeCrypto();
  if (!isSealed && !isEncrypted(crypto, content)) return undefined;
  const own = password === undefined ? { failure: 'PasswordRequired' as const } : await decrypt(crypto, content, password);
  if (Buffer.isBuffer(own)) return own;
  const everybodys = await decrypt(crypto, content, EVERYBODYS_PASSWORD);
  return Buffer.isBuffer(everybodys) ? everybodys : own;
}

async function decrypt(crypto: OfficeCrypto, content: Buffer, password: string): Promise<Buffer | { failure: DocumentFailure }> {
  try {
    return await crypto.decrypt(content, { password });
  } catch (error) {
    const isWrong = error instanceof Error && /password is incorrect/i.test(error.message);
    return { failure: isWrong ? 'WrongPassword' : 'UnsupportedFormat' };
  }
}

/** Whether a compound file is protected with a password, be it everybody's; derives no key, which may take as long as the file says. */
export const isProtected = (content: Buffer): boolean => isEncrypted(officeCrypto(), content);

/** Of Works and other compound files it knows nothing, and of damaged ones neither: LibreOffice will see. */
function isEncrypted(crypto: OfficeCrypto, content: Buffer): boolean {
  try {
    return crypto.isEncrypted(content);
  } catch {
    return false;
  }
}
