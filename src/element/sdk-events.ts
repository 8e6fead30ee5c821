/** What the SDK tells, as events of the element. Payloads come from another page: only what has the right shape is passed on. */
import * as events from './events.js';
import type { SdkConfig, SdkEvent } from '../sdk/index.js';

type Make = (payload: Record<string, unknown>) => Event | undefined;

/** An event with one field of the payload in it. */
function carrying<T>(field: string, type: string, Class: new (value: T) => Event): Make {
  return (payload) => (type.includes(typeof payload[field]) ? new Class(payload[field] as T) : undefined);
}

const MAKERS: Readonly<Record<SdkEvent, Make>> = {
  fileStatus: carrying('status', 'number', events.ImmFileStatusEvent),
  tabSwitch: carrying('tabKey', 'string number', events.ImmTabSwitchEvent),
  stage: carrying('stage', 'string', events.ImmStageEvent),
  previewLimit: ({ total, realTotal }) =>
    typeof total === 'number' ? new events.ImmPreviewLimitEvent(total, typeof realTotal === 'number' ? realTotal : undefined) : undefined,
  fullscreenChange: carrying('status', 'number', events.ImmFullscreenChangeEvent),
  hasDocMap: carrying('hasDocMap', 'boolean', events.ImmHasDocMapEvent),
  webSocketStatus: (payload) => new events.ImmWebSocketStatusEvent(payload),
  fileNameChange: carrying('name', 'string', events.ImmFileNameChangeEvent),
  // The element's own business: it uncovers the page, which asks the reader for a password.
  filePasswordStatus: () => undefined,
};

/** The element's event for one of the SDK's, if there is one. */
export function elementEvent(event: SdkEvent, payload: unknown): Event | undefined {
  return MAKERS[event](payload as Record<string, unknown>);
}

/** Options of the SDK that are callbacks, with the element's event for each. An office page that has one leaves to it what it would have done itself. */
const CALLBACKS = {
  onToast: ['imm-toast', ({ msg, action }) => new events.ImmToastEvent(text(msg), text(action))],
  onHyperLinkOpen: ['imm-hyperlink-open', ({ linkUrl }) => new events.ImmHyperlinkOpenEvent(text(linkUrl))],
} satisfies Record<string, [type: string, make: (payload: Record<string, unknown>) => Event]>;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/**
 * The options with callbacks that tell the element's listeners too. The host's own callback goes on being called.
 * @param listens whether somebody listens to an event of the element
 * @param tell dispatches an event while the document is open
 */
export function withCallbackEvents(options: SdkConfig, listens: (type: string) => boolean, tell: (event: Event) => void): SdkConfig {
  const callbacks = Object.entries(CALLBACKS).flatMap(([name, [type, make]]) => {
    const own = options[name];
    if (typeof own !== 'function' && !listens(type)) return [];
    const callback = (payload: unknown): unknown => {
      tell(make((payload ?? {}) as Record<string, unknown>));
      return typeof own === 'function' ? (own as (payload: unknown) => unknown)(payload) : undefined;
    };
    return [[name, callback] as const];
  });
  return { ...options, ...Object.fromEntries(callbacks) };
}
