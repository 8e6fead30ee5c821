/** The paths of a token service. */
import type { Metrics } from './metrics.js';

/** What answers a request to one path. */
export type Route = (request: Request) => Promise<Response> | Response;

/** Paths for whoever runs the service. */
export function managementRoutes(metrics: Metrics, isReady: () => boolean): Record<string, Route> {
  return {
    '/healthz': () => text(200, 'ok'),
    '/readyz': () => (isReady() ? text(200, 'ready') : text(503, 'ending')),
    '/metrics': async () => text(200, await metrics.page(), metrics.contentType),
  };
}

/** Answers by path, and 404 elsewhere: the element takes a 404 without the contract's body as a wrong URL, and says so. */
export function router(table: Readonly<Record<string, Route>>): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    return Object.hasOwn(table, pathname) ? table[pathname]!(request) : text(404, 'not found');
  };
}

function text(status: number, body: string, type = 'text/plain; charset=utf-8'): Response {
  return new Response(body.endsWith('\n') ? body : `${body}\n`, { status, headers: { 'content-type': type, 'cache-control': 'no-store' } });
}
