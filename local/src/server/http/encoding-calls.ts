/** What a text is read as, as a page chooses it, and the encoding its file is saved in. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readJSON } from './http.js';
import { invalid } from '../imm-fault.js';
import { EncodingRequest } from '../../shared/page-api.js';
import type { TextRooms } from '../together/text-rooms.js';
import type { Visit } from '../visits/visit.js';
import type { EditService } from '../saving/edit-service.js';

/** @throws {ImmFault} */
export async function chooseEncoding(
  visit: Visit,
  editing: EditService,
  texts: TextRooms,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = EncodingRequest.safeParse(await readJSON(request));
  if (!asked.success) throw invalid('Encoding');
  const { encoding, convert } = asked.data;
  if (convert) await editing.convert(visit, encoding);
  else if (visit.editability.editor) {
    await texts.reread(visit);
    await editing.chooseEncoding(visit, encoding);
  } else visit.encoding = encoding;
  response.writeHead(204).end();
}
