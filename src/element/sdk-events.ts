/** What the SDK tells, as events of the element. Payloads come from another page: only what has the right shape is passed on. */
import * as events from './events.js';
import type { SdkEvent } from '../sdk/index.js';

type Make = (payload: Record<string, unknown>) => Event | undefined;

/** An event with one field of the payload in it. */
function carrying<T>(field: string, type: 'number' | 'string', Class: new (value: T) => Event): Make {
  return (payload) => (typeof payload[field] === type ? new Class(payload[field] as T) : undefined);
}

const MAKERS: Readonly<Record<SdkEvent, Make>> = {
  fileStatus: carrying('status', 'number', events.ImmFileStatusEvent),
  tabSwitch: carrying('tabKey', 'string', events.ImmTabSwitchEvent),
  stage: carrying('stage', 'string', events.ImmStageEvent),
  previewLimit: carrying('total', 'number', events.ImmPreviewLimitEvent),
  fileNameChange: carrying('name', 'string', events.ImmFileNameChangeEvent),
  // The element's own business: it uncovers the page, which asks the reader for a password.
  filePasswordStatus: () => undefined,
};

/** The element's event for one of the SDK's, if there is one. */
export function elementEvent(event: SdkEvent, payload: unknown): Event | undefined {
  return MAKERS[event](payload as Record<string, unknown>);
}
