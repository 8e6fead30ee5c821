/** A Next route handler: this file is `app/api/weboffice/route.ts`. Alibaba's client needs Node, Next's default; Next refuses `runtime` beside `cacheComponents`. */
import { handler } from './host.js';

export const POST = handler;
