/** The document of an element that is gone: its office page stores what was edited, and goes then. */
import { WebOfficeError } from '../contract/errors.js';
import type { OpenDocument } from './open-document.js';

/** @param isUnsaved the browser then asks the reader before the page is left meanwhile */
export function finishInBackground(document: OpenDocument, isUnsaved: boolean, onError: (error: WebOfficeError) => void): void {
  const warn = (event: BeforeUnloadEvent) => event.preventDefault();
  if (isUnsaved) window.addEventListener('beforeunload', warn);
  document
    .saveAndClose()
    .catch((error: unknown) => error instanceof WebOfficeError && onError(error))
    .finally(() => window.removeEventListener('beforeunload', warn));
}
