/** Export: a document as PDF, for downloading (API page, Permission.Export). The watermark is not in it: it is the page's. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { attachment, sendPDF } from './send.js';
import type { PdfSource } from '../convert/preparation.js';
import { ImmFault } from '../imm-fault.js';
import { explainDocument } from '../jobs/job-fault.js';
import type { OpenedVersions } from '../visits/opened-versions.js';
import type { DocumentOpener, OpenedDocument } from '../documents/opened-document.js';
import type { Visit } from '../visits/visit.js';

/** @param purpose the permission it needs @throws {ImmFault} */
export async function sendExport(
  visit: Visit,
  purpose: 'export' | 'print',
  looks: OpenedVersions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { permission, cachePreview } = visit.session;
  const isAllowed = permission[purpose] && !(purpose === 'print' && cachePreview);
  const document = isAllowed ? await looks.pages(visit) : undefined;
  // "Exporting is not supported for PDF files."
  if (!document || document.isPDF) throw new ImmFault(403, 'AccessDenied', 'The session may not export the document.');
  const pdf = await pdfOf(document, visit, looks, response);
  if (pdf !== undefined) await sendPDF(pdf, request, response, attachment(visit.filename.replace(/\.[a-z]+$/, '.pdf')));
}

/** Text or a table as far as it may be shown, in UTF-8. */
export async function shownText({ kind, preparation }: OpenedDocument, visit: Visit, opener: DocumentOpener): Promise<Buffer> {
  const path = String(preparation.whole);
  const encoding = visit.encoding ?? (await opener.encodings.of(visit.session.file.path, visit.languages, path).catch(explainDocument));
  return opener.text(path, kind, visit.session.previewPages, encoding);
}

/** Undefined when nobody waits for it any more. @throws {ImmFault} that says why there is none */
async function pdfOf(
  document: OpenedDocument,
  visit: Visit,
  looks: OpenedVersions,
  response: ServerResponse,
): Promise<PdfSource | undefined> {
  const preparation =
    document.kind === 'pages' || document.kind === 'sheet'
      ? document.preparation
      : looks.opener.print(await shownText(document, visit, looks.opener), document.kind);
  const state = await preparation.until(() => false);
  if (response.destroyed) return undefined;
  if (state.state === 'failed') throw new ImmFault(409, state.code, state.detail ?? 'The document cannot be converted.');
  return preparation.whole;
}
