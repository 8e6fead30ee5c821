/** What the server asks of the process that works on PDFs, and what it answers. Plain data: it crosses a process boundary. */
import type { DocumentFailure } from './preparation.js';

export interface PdfJob {
  /** Path of a PDF, or the PDF itself where it must not touch the disk. */
  input: string | Uint8Array;
  password: string | undefined;
  /** How many pages may be shown; undefined for all. */
  pages: number | undefined;
  /** Whether the pages are written anew even where all of them may be shown. */
  rewrite: boolean;
  /** Path for the result; without it, or when it took a password to read the PDF, the result comes back as bytes. */
  output: string | undefined;
  /** How many pages of a large PDF to hand over before the rest is written; 0 for none. */
  head: number;
}

export type PdfOutcome =
  | {
      /** Pages of the input. */
      total: number;
      /** Path or bytes of what may be shown; undefined where that is the input itself. */
      result: string | Uint8Array | undefined;
      /** Whether it took a password to read it. */
      wasProtected: boolean;
    }
  | { failure: DocumentFailure };

export type PdfAnswer = { head: Uint8Array } | { outcome: PdfOutcome };
