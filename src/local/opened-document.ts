/** A document as one session sees it: how it is shown, and where its content comes from. */
import { LIMITS, extensionOf } from '../contract/formats.js';
import type { Converter } from './convert/converter.js';
import { Preparation } from './convert/preparation.js';
import { findObstacle, isPDF } from './convert/sniff.js';
import { limited } from './preview-limit.js';
import type { DocumentKind, FailureCode } from './page-api.js';
import type { Session } from './sessions.js';

export interface OpenedDocument {
  kind: DocumentKind;
  /** The file as it was when the session began. */
  path: string;
  preparation: Preparation;
}

export function kindOf(filename: string): DocumentKind {
  switch (extensionOf(filename)) {
    case 'txt':
      return 'text';
    case 'csv':
      return 'table';
    default:
      return 'pages';
  }
}

export async function openDocument({ file, filename, previewPages }: Session, converter: Converter): Promise<OpenedDocument> {
  const { path, size } = file;
  const kind = kindOf(filename);
  const opened = (whole: Preparation) => {
    const isLimited = kind === 'pages' && previewPages !== undefined && !whole.failed;
    return { kind, path, preparation: isLimited ? limited(whole, previewPages, converter.cache) : whole };
  };
  if (size > LIMITS.fileSize) return opened(failed('FileTooLarge'));
  // By its name or by its content; pdf.js tells broken and protected ones apart itself.
  if (kind !== 'pages' || extensionOf(filename) === 'pdf' || (await isPDF(path))) return opened(ready(path));
  const obstacle = await findObstacle(path);
  return opened(obstacle ? failed(obstacle) : await converter.prepare(path, filename));
}

function ready(path: string): Preparation {
  const preparation = new Preparation();
  preparation.finish(path);
  return preparation;
}

function failed(code: FailureCode): Preparation {
  const preparation = new Preparation();
  preparation.tell({ state: 'failed', code });
  return preparation;
}
