/** Hono, on whatever runs it: Node, Deno, Bun. */
import { Hono } from 'hono';
import { handler } from './host.js';

const app = new Hono();
app.post('/api/weboffice', ({ req }) => handler(req.raw));

export default app;
