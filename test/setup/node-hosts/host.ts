/**
 * One Node host of a token endpoint, in a process of its own, so that a request that ends the process ends this one:
 * `node --import tsx host.ts KIND`, with the local WebOffice's address and key as JSON in `OFFICE`. Prints its port.
 */
import { serve } from '@hono/node-server';
import express from 'express';
import express4 from 'express-4';
import { Hono } from 'hono';
import http, { type RequestListener } from 'node:http';
import http2 from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { createNotificationHandler, toNodeHandler } from '../../../server/src/index.js';
import { tokenHandlerFor } from '../offices.js';

const tokens = tokenHandlerFor(JSON.parse(process.env.OFFICE!) as Parameters<typeof tokenHandlerFor>[0], { bodyTimeout: 2_000 });
const pushes = createNotificationHandler({
  authenticate: async (request) => {
    if (request.headers.has('x-throw')) throw new Error('the key server is down');
    return (await request.text()).length > 0;
  },
  onEvent: () => undefined,
  bodyTimeout: 2_000,
});
const node = {
  tokens: toNodeHandler(tokens),
  pushes: toNodeHandler(pushes),
  broken: toNodeHandler(() => Promise.reject(new Error('broken'))),
};

const route = (url = '') => (url.includes('/mns') ? node.pushes : url.includes('/broken') ? node.broken : node.tokens);

/** The same routes as middleware of Express, of both major versions. */
function withExpress(framework: typeof express, parsers: 'parsed' | 'raw'): RequestListener {
  const app = framework();
  if (parsers === 'parsed') app.use(framework.json());
  app.use((request, response) => void route(request.originalUrl)(request, response));
  return app;
}

const hono = new Hono()
  .all('/mns', ({ req }) => pushes(req.raw))
  .all('/broken', () => Promise.reject(new Error('broken')))
  .all('*', ({ req }) => tokens(req.raw));

const KINDS: Readonly<Record<string, () => Server>> = {
  http: () => http.createServer((request, response) => void route(request.url)(request, response)),
  http2: () => http2.createServer((request, response) => void route(request.url)(request, response)),
  'express 4': () => http.createServer(withExpress(express4, 'raw')),
  'express 4 with express.json()': () => http.createServer(withExpress(express4, 'parsed')),
  'express 5': () => http.createServer(withExpress(express, 'raw')),
  'express 5 with express.json()': () => http.createServer(withExpress(express, 'parsed')),
  hono: () => serve({ fetch: hono.fetch, port: 0, hostname: '127.0.0.1' }),
};

const server = KINDS[process.argv[2]!]!();
if (!server.listening) server.listen(0, '127.0.0.1');
server.once('listening', () => console.log((server.address() as AddressInfo).port));
// The test ends, or is ended: so does this.
process.stdin.resume().once('end', () => process.exit());
