/** One page's `/events`: lines of JSON for as long as its token lives. */
import type { ServerResponse } from 'node:http';
import type { PageEvent } from '../../shared/page-api.js';

/** An empty line this often, ms, so that both sides notice when the other is gone. */
const HEARTBEAT = 15_000;

export class EventStream {
  /** @param expiresIn how long the token still lives, ms */
  constructor(
    private readonly response: ServerResponse,
    expiresIn: number,
    onClose: () => void,
  ) {
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    response.write('\n');
    const heartbeat = setInterval(() => response.write('\n'), HEARTBEAT).unref();
    const limit = setTimeout(() => response.end(), expiresIn).unref();
    response.once('close', () => {
      clearInterval(heartbeat);
      clearTimeout(limit);
      onClose();
    });
  }

  tell(event: PageEvent): void {
    if (!this.response.writableEnded) this.response.write(`${JSON.stringify(event)}\n`);
  }

  end(): void {
    this.response.end();
  }
}
