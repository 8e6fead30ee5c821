/** The server's word on how far a document is. */
import { Progress } from '../../shared/page-api.js';
import { Trouble, lines, retrying } from './http.js';
import type { Connection } from './session.js';

/** The states until the last one, asking again when the connection breaks. Asking turns to the newest version of the document. */
export async function* followProgress(session: Connection): AsyncGenerator<Progress, void> {
  for (let broken = 0; broken < 3; broken++) {
    const response = await retrying(() => session.request('progress'), 3, session.signal);
    try {
      for await (const line of lines(response.body!)) {
        const progress = Progress.parse(JSON.parse(line));
        yield progress;
        if (progress.state === 'ready' || progress.state === 'failed') return;
        broken = 0;
      }
    } catch (error) {
      session.signal.throwIfAborted();
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new Trouble('Network');
}

/** The exact reason where the server gives one. */
export function failureOf({ code, reason, detail }: Extract<Progress, { state: 'failed' }>): Trouble {
  return new Trouble(reason ?? code, detail);
}
