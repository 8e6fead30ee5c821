/** Express 5: `node --import tsx demo/servers/express.ts`. Before or after `express.json()`, both work. */
import express from 'express';
import { toNodeHandler } from 'imm-weboffice-server';
import { handler } from './host.js';

const app = express();
app.use(express.json());
app.post('/api/weboffice', toNodeHandler(handler));

export const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
