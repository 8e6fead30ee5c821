/** What a document offers in this page, and what a writer is told about it. */
import { extensionOf } from 'imm-weboffice/contract';
import type { Encoding, ReadOnlyReason, SessionInfo } from '../../shared/page-api.js';
import type { BarId } from '../sdk/command-bars.js';
import { words } from '../words/messages.js';

/** What a writer should know before the first change. */
export function noticeOf({
  readOnlyReason,
  encoding,
  through,
  holdsMore,
  holdsOldLooks,
  tracking,
  fileInfo,
}: SessionInfo): string | undefined {
  if (readOnlyReason) return readOnlyWords(readOnlyReason, encoding);
  if (through !== undefined) return words.through(extensionOf(fileInfo.name), through);
  const notices = [tracking === 'required' && words.tracked, holdsMore && words.holdsMore, holdsOldLooks && words.holdsOldLooks].filter(
    (notice) => typeof notice === 'string',
  );
  return notices.length > 0 ? notices.join(' ') : undefined;
}

/** Why nothing can be changed. */
export function readOnlyWords(reason: ReadOnlyReason, encoding: Encoding | undefined): string {
  return reason === 'Encoding' && encoding ? words.encoding.readOnly(words.encoding.names[encoding]) : words.readOnly[reason];
}

/** Whether the reader may print: with the page's button, or by printing the page that embeds this one. */
export function mayPrint({ permission, cachePreview }: SessionInfo): boolean {
  return permission.print && !cachePreview;
}

/** What a document does not offer, whatever an integrator asks for. */
export function withheldBars({ cachePreview, permission, fileInfo }: SessionInfo): BarId[] {
  // Neither search nor print in a cached preview (API page, CachePreview), no export of a PDF (API page, Permission).
  const cached: BarId[] = cachePreview ? ['Find', 'Print'] : [];
  return permission.export && fileInfo.officeType !== 'f' ? cached : [...cached, 'Export'];
}
