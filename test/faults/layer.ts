/** A switchable layer before servers: each fault is one line, named by the path it happens on. */
import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to a request instead of its being answered. `pass` answers it after all. */
export type Fault = (request: IncomingMessage, response: ServerResponse, pass: () => void) => void;

/** Answers with this. */
export const answer =
  (status: number, body: string | object, headers: Record<string, string> = {}): Fault =>
  (_, response) => {
    const isText = typeof body === 'string';
    response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
    response.end(isText ? body : JSON.stringify(body));
  };

/** An error in the contract's words. */
export const refuse = (status: number, code: string, headers: Record<string, string> = {}): Fault =>
  answer(status, { error: { code, message: 'for developers' } }, headers);

/** A proxy's page where something else was expected. */
export const page = (status: number): Fault => answer(status, '<!doctype html><title>Proxy</title><p>Please log in');

/** The connection ends before there is an answer. */
export const cut: Fault = (request) => void request.socket.destroy();

/** The connection ends in the middle of the answer. */
export const cutShort =
  (start: string, headers: Record<string, string> = {}): Fault =>
  (request, response) => {
    response.writeHead(200, { 'content-length': '100000', ...headers });
    response.write(start, () => request.socket.destroy());
  };

/** There is never an answer. */
export const never: Fault = () => undefined;

/** The first ones go wrong, later ones do not. */
export function first(times: number, fault: Fault): Fault {
  let left = times;
  return (request, response, pass) => (left-- > 0 ? fault(request, response, pass) : pass());
}

/** A server with faults before it. */
export class Layer {
  faults: readonly [path: RegExp, fault: Fault][] = [];
  readonly asked: string[] = [];
  readonly #server: Server;
  url = '';

  constructor(serve: (request: IncomingMessage, response: ServerResponse) => void) {
    this.#server = createServer((request, response) => {
      const path = request.url ?? '';
      this.asked.push(path);
      const pass = () => serve(request, response);
      const found = this.faults.find(([pattern]) => pattern.test(path));
      if (found) found[1](request, response, pass);
      else pass();
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Passes requests on to another server as they are. */
export function proxyTo(origin: string) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const onward = forward(new URL(request.url ?? '/', origin), { method: request.method, headers: request.headers }, (incoming) => {
      response.writeHead(incoming.statusCode ?? 502, incoming.headers);
      incoming.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  };
}
