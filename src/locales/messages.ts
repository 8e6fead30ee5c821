import type { ErrorCode } from '../contract/errors.js';

/** Words for one error: what happened, and what a reader can do. */
export interface ErrorText {
  title: string;
  hint: string;
}

/** Every word the element itself shows, in one language. */
export interface Messages {
  /** BCP 47 tag of these words. */
  locale: string;
  /** Title of the frame. */
  document: (filename: string) => string;
  empty: string;
  loading: (filename: string) => string;
  steps: Record<'credentials' | 'sdk' | 'document', string>;
  ready: (filename: string) => string;
  reconnecting: string;
  retry: string;
  errors: Record<ErrorCode, ErrorText>;
}
