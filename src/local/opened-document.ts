/** A document as one session sees it: how it is shown, and where its content comes from. */
import { LIMITS, extensionOf } from '../contract/formats.js';
import type { Converter } from './convert/converter.js';
import { Preparation } from './convert/preparation.js';
import { findObstacle } from './convert/sniff.js';
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

export async function openDocument({ file, filename }: Session, converter: Converter): Promise<OpenedDocument> {
  const kind = kindOf(filename);
  const obstacle = await obstacleOf(file.path, file.size, filename, kind);
  if (obstacle) return { kind, path: file.path, preparation: failed(obstacle) };
  const needsConversion = kind === 'pages' && extensionOf(filename) !== 'pdf';
  return { kind, path: file.path, preparation: needsConversion ? await converter.prepare(file.path, filename) : ready(file.path) };
}

async function obstacleOf(path: string, size: number, filename: string, kind: DocumentKind): Promise<FailureCode | undefined> {
  if (size > LIMITS.fileSize) return 'FileTooLarge';
  if (kind !== 'pages') return undefined;
  // pdf.js tells broken and protected PDFs apart itself.
  return extensionOf(filename) === 'pdf' ? undefined : findObstacle(path);
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
