/** Node's own server: `node --import tsx demo/servers/node.ts`. */
import { createServer } from 'node:http';
import { toNodeHandler } from 'imm-weboffice-server';
import { handler } from './host.js';

const tokens = toNodeHandler(handler);

export const server = createServer((request, response) => {
  if (request.url === '/api/weboffice') return void tokens(request, response);
  response.writeHead(404).end();
}).listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
