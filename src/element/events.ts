/** Events of the element: one class each, none of them bubbles, none of them carries a token. */
import type { WebOfficeError } from '../contract/errors.js';
import type { FileInfo } from '../sdk/index.js';

/** `idle` nothing to show yet; `loading`; `ready` the document is on screen; `reconnecting` on screen, credentials are being restored; `error`. */
export type WebOfficeState = 'idle' | 'loading' | 'ready' | 'reconnecting' | 'error';

/** `imm-state-change`: the element went from one state to another. */
export class ImmStateChangeEvent extends Event {
  constructor(
    readonly state: WebOfficeState,
    readonly previous: WebOfficeState,
  ) {
    super('imm-state-change');
  }
}

/** `imm-ready`: the document is on screen. */
export class ImmReadyEvent extends Event {
  constructor(
    /** As the office page describes it; undefined when it tells nothing. */
    readonly fileInfo: FileInfo | undefined,
  ) {
    super('imm-ready');
  }
}

/** `imm-error`: the document cannot be shown, or not any longer. */
export class ImmErrorEvent extends Event {
  constructor(readonly error: WebOfficeError) {
    super('imm-error');
  }
}

/** `imm-file-status`: how storing goes (SDK `fileStatus`): 0 unchanged, 1 version saved, 2 empty file, 3 space full, 4 queue busy, 5 failed, 6 saving, 7 content saved. */
export class ImmFileStatusEvent extends Event {
  constructor(readonly status: number) {
    super('imm-file-status');
  }
}

/** `imm-unsaved-change`: the first edit that is not stored has been made, or all are stored. */
export class ImmUnsavedChangeEvent extends Event {
  constructor(readonly unsaved: boolean) {
    super('imm-unsaved-change');
  }
}

/** `imm-tab-switch`: another tab of the office page was chosen. */
export class ImmTabSwitchEvent extends Event {
  constructor(readonly tabKey: string | number) {
    super('imm-tab-switch');
  }
}

/** `imm-preview-limit`: only the first pages are shown. */
export class ImmPreviewLimitEvent extends Event {
  constructor(
    /** Pages that are shown. */
    readonly total: number,
    /** Pages of the whole document; undefined when the office page does not tell. */
    readonly realTotal?: number,
  ) {
    super('imm-preview-limit');
  }
}

/** `imm-file-name-change`: the document was renamed. */
export class ImmFileNameChangeEvent extends Event {
  constructor(readonly name: string) {
    super('imm-file-name-change');
  }
}

/** `imm-stage`: how far the office page has come, in its own words. */
export class ImmStageEvent extends Event {
  constructor(readonly stage: string) {
    super('imm-stage');
  }
}

/** `imm-fullscreen-change`: the office page fills the screen, or no longer. */
export class ImmFullscreenChangeEvent extends Event {
  constructor(
    /** 1 fills the screen, 0 does not */
    readonly status: number,
  ) {
    super('imm-fullscreen-change');
  }
}

/** `imm-has-doc-map`: the document has an outline, or none. */
export class ImmHasDocMapEvent extends Event {
  constructor(readonly hasDocMap: boolean) {
    super('imm-has-doc-map');
  }
}

/** `imm-web-socket-status`: the office page's connection to its server has changed. */
export class ImmWebSocketStatusEvent extends Event {
  constructor(
    /** As the office page sends it: Alibaba documents no fields. */
    readonly data: unknown,
  ) {
    super('imm-web-socket-status');
  }
}

/** `imm-hyperlink-open`: the reader has followed a link. */
export class ImmHyperlinkOpenEvent extends Event {
  constructor(
    /** From the document, so not to be trusted: check its scheme before you open it. */
    readonly linkUrl: string,
  ) {
    super('imm-hyperlink-open');
  }
}

/** `imm-toast`: the office page has a short message for the reader. */
export class ImmToastEvent extends Event {
  constructor(
    readonly msg: string,
    /** `success`, `error`, `warn` or `close`; may be empty */
    readonly action: string,
  ) {
    super('imm-toast');
  }
}

/** `imm-token-refresh`: the access token was renewed in place. */
export class ImmTokenRefreshEvent extends Event {
  constructor() {
    super('imm-token-refresh');
  }
}

/** `imm-grant-required`: the signed grant is over, and the element waits for another: set its `grant`. */
export class ImmGrantRequiredEvent extends Event {
  constructor() {
    super('imm-grant-required');
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'imm-state-change': ImmStateChangeEvent;
    'imm-ready': ImmReadyEvent;
    'imm-error': ImmErrorEvent;
    'imm-file-status': ImmFileStatusEvent;
    'imm-unsaved-change': ImmUnsavedChangeEvent;
    'imm-tab-switch': ImmTabSwitchEvent;
    'imm-preview-limit': ImmPreviewLimitEvent;
    'imm-file-name-change': ImmFileNameChangeEvent;
    'imm-stage': ImmStageEvent;
    'imm-token-refresh': ImmTokenRefreshEvent;
    'imm-fullscreen-change': ImmFullscreenChangeEvent;
    'imm-has-doc-map': ImmHasDocMapEvent;
    'imm-web-socket-status': ImmWebSocketStatusEvent;
    'imm-hyperlink-open': ImmHyperlinkOpenEvent;
    'imm-toast': ImmToastEvent;
    'imm-grant-required': ImmGrantRequiredEvent;
  }
}
