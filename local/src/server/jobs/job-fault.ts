/** Errors that cross a process boundary: what kind they are of decides what becomes of the document. */
import { ImmFault } from '../imm-fault.js';

export interface JobFault {
  /** `Damaged`: not what it should be. `TooLarge`: above a limit. `Refused`: an answer for the page. `Missing`: a file is gone. `Bug`: anything else. */
  kind: 'Damaged' | 'TooLarge' | 'Refused' | 'Missing' | 'Bug';
  message: string;
  /** Of an {@link ImmFault}. */
  status?: number;
  code?: string;
}

export function faultOf(error: unknown): JobFault {
  if (error instanceof ImmFault) return { kind: 'Refused', message: error.message, status: error.status, code: error.code };
  if (!(error instanceof Error)) return { kind: 'Bug', message: String(error) };
  const { message } = error;
  if (error instanceof SyntaxError) return { kind: 'Damaged', message };
  if (error instanceof RangeError) return { kind: 'TooLarge', message };
  if ('code' in error && error.code === 'ENOENT') return { kind: 'Missing', message };
  return { kind: 'Bug', message: error.stack ?? message };
}

/** The error again: `SyntaxError` for damaged, `RangeError` for too large, an error with the code `ENOENT` for a file that is gone. */
export function errorOf({ kind, message, status, code }: JobFault): Error {
  switch (kind) {
    case 'Damaged':
      return new SyntaxError(message);
    case 'TooLarge':
      return new RangeError(message);
    case 'Refused':
      return new ImmFault(status!, code!, message);
    case 'Missing':
      return Object.assign(new Error(message), { code: 'ENOENT' });
    case 'Bug':
      return new Error(message);
  }
}

/** For a page: a document that cannot be read is a state of the document, not a failure of the server. */
export function explainDocument(error: unknown): never {
  if (error instanceof RangeError) throw new ImmFault(409, 'FileTooLarge', 'The document is too large or too complex.');
  if (error instanceof SyntaxError) throw new ImmFault(409, 'DocumentBroken', 'The document is damaged.');
  throw error;
}
