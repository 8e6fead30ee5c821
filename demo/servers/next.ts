/** A Next route handler: this file is `app/api/weboffice/route.ts`. */
import { handler } from './host.js';

export const POST = handler;

/** Alibaba's client needs Node. */
export const runtime = 'nodejs';
