/** What the token endpoint tells its host of every request: for logs, metrics and audits. */
import type { EffectivePermission, EndpointErrorCode } from 'imm-weboffice/contract';

/** One answered request. Holds no token, no password and no key. */
export interface TokenEvent {
  /** `opened` and `refreshed`: the browser has new credentials; `refused`: it has an error. */
  type: 'opened' | 'refreshed' | 'refused';
  /** What was asked for; undefined when the request could not be read. */
  action: 'open' | 'refresh' | undefined;
  /** The host's user, once `authorize` has named one. */
  userId: string | undefined;
  /** The document as the browser names it. */
  sourceURI: string | undefined;
  /** The document's real place, `oss://bucket/key`, once it is known. */
  document: string | undefined;
  /** What the session may do, asked for and granted. */
  permission: EffectivePermission | undefined;
  /** IMM's request id, when IMM was asked and answered. */
  requestId: string | undefined;
  /** ms from the request's arrival at the handler to its answer. */
  duration: number;
  /** Why it was refused. */
  code: EndpointErrorCode | undefined;
  /** HTTP status of the answer. */
  status: number;
}

/** What is known of a request so far. */
export type TokenEventDraft = Partial<Omit<TokenEvent, 'type' | 'status' | 'duration'>>;

/** @param duration ms */
export function finishEvent(draft: TokenEventDraft, status: number, duration: number): TokenEvent {
  const { action, userId, sourceURI, document, permission, requestId, code } = draft;
  const type = code !== undefined ? 'refused' : action === 'refresh' ? 'refreshed' : 'opened';
  return { type, action, userId, sourceURI, document, permission, requestId, duration, code, status };
}

/** Calls a host's callback and waits for nothing. What it throws, or rejects with, changes no answer; `onFailure` is called with it. */
export function notify<T>(callback: (value: T) => unknown, value: T, onFailure: (error: unknown) => void): void {
  void new Promise((resolve) => resolve(callback(value))).catch(onFailure);
}
