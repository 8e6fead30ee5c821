/** The history as a page asks for it. Source: API page, Permission.History. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendPDF, sendText } from './send.js';
import { shownText } from './export.js';
import { readJSON, sendJSON } from './http.js';
import { ImmFault, invalid } from '../imm-fault.js';
import type { DocumentOpener } from '../documents/opened-document.js';
import { RestoreRequest } from '../../shared/page-api.js';
import type { Session } from '../visits/sessions.js';
import type { Visit } from '../visits/visit.js';
import type { EditService } from '../saving/edit-service.js';

/** @throws {ImmFault} */
export async function sendVersions({ session }: Visit, { history }: EditService, response: ServerResponse): Promise<void> {
  requireHistory(session);
  sendJSON(response, 200, { versions: (await history.list(session.file)).reverse() });
}

/** @throws {ImmFault} */
export async function sendVersion(
  visit: Visit,
  id: string,
  { history }: EditService,
  opener: DocumentOpener,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { session, password } = visit;
  requireHistory(session);
  const path = await history.find(session.file, id);
  if (path === undefined) throw invalid('Id');
  const { filename, previewPages } = session;
  const opened = await opener.open({ path, filename, previewPages, password, asPages: true });
  const { kind, preparation } = opened;
  if (kind !== 'pages') return sendText(response, await shownText(opened, visit, opener));
  const state = await preparation.until(() => false);
  if (response.destroyed) return;
  if (state.state === 'failed') throw new ImmFault(409, state.code, state.detail ?? 'The version cannot be converted.');
  await sendPDF(preparation.whole!, request, response);
}

/** @throws {ImmFault} */
export async function restoreVersion(
  visit: Visit,
  editing: EditService,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  requireHistory(visit.session, visit.editability.editor !== undefined);
  const asked = RestoreRequest.safeParse(await readJSON(request));
  if (!asked.success) throw invalid('Id');
  sendJSON(response, 200, await editing.restore(visit, asked.data.id));
}

/** "Viewing historical versions is not supported in preview mode." */
function requireHistory({ permission }: Session, more = true): void {
  if (!permission.history || permission.readonly || !more) throw new ImmFault(403, 'AccessDenied', 'The session may not use the history.');
}
