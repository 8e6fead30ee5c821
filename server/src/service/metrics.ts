/** What Prometheus reads of a token service. Labels are of few values: no user, no document. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { TokenEvent } from '../audit.js';

/** The counters of one service, and the page that shows them. */
export interface Metrics {
  readonly contentType: string;
  /** Counts one answered request. */
  count(event: TokenEvent): void;
  /** In Prometheus' text format. */
  page(): Promise<string>;
}

/** @param isReady what `/readyz` says */
export function createMetrics(isReady: () => boolean): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'weboffice_token_requests_total',
    help: 'Requests answered, by action (open, refresh, none) and code (ok, or the code of the error).',
    labelNames: ['action', 'code'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'weboffice_token_request_duration_seconds',
    help: 'From the arrival of a request to its answer, by action.',
    labelNames: ['action'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  new Gauge({
    name: 'weboffice_ready',
    help: '1 when the service takes requests, 0 when it is ending.',
    registers: [registry],
    collect() {
      this.set(isReady() ? 1 : 0);
    },
  });
  return {
    contentType: registry.contentType,
    count({ action = 'none', code = 'ok', duration: ms }) {
      requests.inc({ action, code });
      duration.observe({ action }, ms / 1_000);
    },
    page: () => registry.metrics(),
  };
}
