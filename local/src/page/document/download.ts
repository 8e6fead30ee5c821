/** Hands readers files: the document as PDF, what could not be saved. */
import { splitName } from '../base/file-name.js';
import type { Session } from '../connection/session.js';

/** Browsers read the blob after the click; by then, ms, it has been read. */
const keepFor = 60_000;

/** Through a blob: a link to the server could not carry the token, and no token may stand in a URL. */
export async function downloadPdf(session: Session, name: string): Promise<void> {
  const response = await session.request('export');
  const blob = await response.blob();
  session.signal.throwIfAborted();
  saveAs(new Blob([blob], { type: 'application/pdf' }), `${splitName(name).base}.pdf`);
}

/** Gives the reader a file. */
export function saveAs(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keepFor);
}
