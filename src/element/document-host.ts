/** The element as its document sees it. */
import type { ReactiveController } from 'lit';
import { Grants, type Endpoint, type GetGrant, type Transport } from '../credentials/index.js';
import type { Configuration, RawConfiguration } from './configuration.js';
import { ImmGrantRequiredEvent } from './events.js';

/** What the controller needs of the element. */
export interface DocumentHost extends HTMLElement {
  readonly stage: Element;
  readonly raw: RawConfiguration;
  /** Read anew for every request. */
  readonly transport: Pick<Endpoint, 'headers' | 'fetchCredentials'> & { getGrant: GetGrant | undefined };
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

/** Headers, grants and the host's own functions are read anew for every request. */
export function endpointOf(host: DocumentHost, { endpoint, request }: Configuration): Endpoint & { grants: Grants } {
  const { grantURL, ...fixed } = endpoint;
  const { sourceURI, filename, permission } = request;
  const source = {
    get grant() {
      return host.raw.grant;
    },
    get getGrant() {
      return host.transport.getGrant;
    },
    url: grantURL,
    onRequired() {
      const event = new ImmGrantRequiredEvent();
      return host.listens(event.type) && host.dispatchEvent(event);
    },
  };
  const transport: Transport = {
    ...fixed,
    get headers() {
      return host.transport.headers;
    },
  };
  return {
    ...fixed,
    get headers() {
      return host.transport.headers;
    },
    get fetchCredentials() {
      return host.transport.fetchCredentials;
    },
    grants: new Grants(source, { sourceURI, filename, permission }, transport),
  };
}
