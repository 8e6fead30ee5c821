/** An office page that is not ours, as IMM's: it speaks the SDK's protocol, stores what is in its field when it is asked to, and does nothing when it goes. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Arrival {
  text: string;
  confirm: () => void;
  /** There is no space for it. */
  refuse: () => void;
}

export interface ForeignOffice {
  /** Answers `open` as a token endpoint. */
  endpoint(request: IncomingMessage, response: ServerResponse): void;
  /** Texts that have arrived, in their order. */
  readonly stored: readonly string[];
  /** The next text to arrive, which has no answer before one of the functions is called. */
  next(): Promise<Arrival>;
  close(): Promise<void>;
}

const PAGE = `<!doctype html><title>Office</title><textarea autofocus></textarea><script>
const say = (eventName, data, msgId) => parent.postMessage(JSON.stringify({ eventName, data, msgId }), '*');
say('ready');
addEventListener('message', async ({ data }) => {
  const { eventName, data: { api } = {}, msgId } = JSON.parse(data);
  if (eventName === 'setToken') say('open.result', { success: true, fileInfo: { id: '1', name: 'foreign.docx', officeType: 'w' } });
  if (eventName !== 'wps.jssdk.api' || api !== 'save') return;
  const { ok } = await fetch('/stored', { method: 'POST', body: document.querySelector('textarea').value });
  say('wps.api.reply', { result: ok ? 'ok' : 'SpaceFull', size: 1, version: 2 }, msgId);
});
</script>`;

export async function startForeignOffice(): Promise<ForeignOffice> {
  const stored: string[] = [];
  const waiting: ((arrived: Arrival) => void)[] = [];
  const server = createServer((request, response) => {
    if (request.method !== 'POST') return void response.setHeader('content-type', 'text/html').end(PAGE);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString();
      stored.push(text);
      const confirm = () => void response.end();
      const wanted = waiting.shift();
      if (wanted) wanted({ text, confirm, refuse: () => void response.writeHead(507).end() });
      else confirm();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    stored,
    endpoint(_, response) {
      const later = Date.now() + 3_600_000;
      const webofficeURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/office/w/1`;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          ...{ webofficeURL, accessToken: 'a', refreshToken: 'b' },
          ...{ accessTokenExpiredTime: later, refreshTokenExpiredTime: later },
        }),
      );
    },
    next: () => new Promise((resolve) => waiting.push(resolve)),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
