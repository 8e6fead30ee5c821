/** The element as its document sees it. */
import type { ReactiveController } from 'lit';
import type { Endpoint } from '../credentials/index.js';
import type { Configuration, RawConfiguration } from './configuration.js';

/** What the controller needs of the element. */
export interface DocumentHost extends HTMLElement {
  readonly stage: Element;
  readonly raw: RawConfiguration;
  /** Read anew for every request. */
  readonly transport: Pick<Endpoint, 'headers' | 'fetchCredentials'>;
  /** Locale of the office page. */
  readonly locale: string;
  /** Title of the frame. */
  readonly frameTitle: string;
  readonly updateComplete: Promise<boolean>;
  /** Whether somebody listens to an event. */
  listens(type: string): boolean;
  requestUpdate(): void;
  addController(controller: ReactiveController): void;
}

/** Headers and the host's own function are read anew for every request. */
export function endpointOf(host: DocumentHost, { endpoint }: Configuration): Endpoint {
  return {
    ...endpoint,
    get headers() {
      return host.transport.headers;
    },
    get fetchCredentials() {
      return host.transport.fetchCredentials;
    },
  };
}
