/** Events for the SDK's listeners, in the form its version understands. */
import type { FailureCode, SessionInfo } from '../../shared/page-api.js';
import type { TroubleCode } from '../words/codes.js';
import type { Protocol } from './protocol.js';
import { wantsWrappedEvents } from './sdk-config.js';

/** `error` reasons of the SDK's documentation. */
type ErrorReason = 'GetTokenFailed' | 'SessionExpired' | 'PermissionDenied' | 'fileTooLarge' | 'GetFileInfoFailed' | 'Unknown';

const reasons: Partial<Record<TroubleCode, ErrorReason>> = {
  GetTokenFailed: 'GetTokenFailed',
  SessionExpired: 'SessionExpired',
  PermissionDenied: 'PermissionDenied',
  Replaced: 'SessionExpired',
  FileTooLarge: 'fileTooLarge',
  TooManyPages: 'fileTooLarge',
  Network: 'Unknown',
};

/** Names of one event: bare message, inside `event.callback`. */
const bare = { fileStatus: 'file.saved', tabSwitch: 'tab.switch' } as const;

export class Events {
  /** The SDK's version, once `setConfig` has come. */
  version: string | undefined;
  readonly #protocol: Protocol;
  /** Events the SDK has listeners for (`basic.event`); it hears all, so this only tells what is worth computing. */
  readonly #subscribed = new Set<string>();

  constructor(protocol: Protocol) {
    this.#protocol = protocol;
  }

  subscribe(eventName: string, on: boolean): void {
    if (on) this.#subscribed.add(eventName);
    else this.#subscribed.delete(eventName);
  }

  isSubscribed(eventName: string): boolean {
    return this.#subscribed.has(eventName);
  }

  emit(eventName: string, data: unknown): void {
    if (eventName in bare && !wantsWrappedEvents(this.version)) this.#protocol.send(bare[eventName as keyof typeof bare], data);
    else this.#protocol.send('event.callback', { eventName, data });
  }

  /** What the page is doing: `session`, `convert`, `render`. */
  stage(stage: 'session' | 'convert' | 'render'): void {
    this.#protocol.send('stage', { stage });
  }

  /**
   * The document is on screen.
   * @param opening ms between the token's arrival and now
   */
  opened(fileInfo: SessionInfo['fileInfo'], opening: number): void {
    const { id, name, officeType, createTime, modifyTime } = fileInfo;
    this.#protocol.send('open.result', {
      success: true,
      result: 'OK',
      duration: Math.round(performance.now()),
      time: Math.round(opening),
      ts: Date.now(),
      fileInfo: { id, name, officeType, createTime, modifyTime },
    });
  }

  /** @param fileInfo what is known of the file: SDK 2.0.0 reads its officeType even from a failure, and drops the event without it */
  failed(code: FailureCode | TroubleCode, fileInfo: { id: string; officeType: string }): void {
    this.#protocol.send('open.result', { success: false, result: 'Fail', msg: code, fileInfo });
    this.error(code);
  }

  error(code: TroubleCode): void {
    this.#protocol.send('error', { reason: reasons[code] ?? 'GetFileInfoFailed' });
  }
}
