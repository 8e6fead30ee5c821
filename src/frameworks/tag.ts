/** Generated from custom-elements.json by `npm run metadata`: what wrappers and types of tags know of the element. */
import type {
  ImmStateChangeEvent,
  ImmReadyEvent,
  ImmErrorEvent,
  ImmFileStatusEvent,
  ImmUnsavedChangeEvent,
  ImmTabSwitchEvent,
  ImmFileNameChangeEvent,
  ImmPreviewLimitEvent,
  ImmStageEvent,
  ImmFullscreenChangeEvent,
  ImmHasDocMapEvent,
  ImmWebSocketStatusEvent,
  ImmHyperlinkOpenEvent,
  ImmToastEvent,
  ImmGrantRequiredEvent,
  ImmTokenRefreshEvent,
} from '../element/events.js';
import type { ImmWebofficeElement } from '../imm-weboffice.js';

/** Its properties, as React and Vue write them. */
export interface ImmWebofficeProperties {
  /** URL of your token endpoint; default: none, it is required. */
  tokenEndpoint?: ImmWebofficeElement['tokenEndpoint'] | undefined;
  /** URL for refreshing; default: that of `token-endpoint`. */
  refreshEndpoint?: ImmWebofficeElement['refreshEndpoint'] | undefined;
  /** A grant that your backend has signed, for a token endpoint that takes its decisions from grants. Another one is sent at the next refresh, and opens nothing anew. */
  grant?: ImmWebofficeElement['grant'] | undefined;
  /** URL of your backend that answers `{ "grant": "…" }`, for each open and when a grant is over. */
  grantEndpoint?: ImmWebofficeElement['grantEndpoint'] | undefined;
  /** Asked for grants instead of `grant-endpoint`: takes what is asked for, gives a signed grant. */
  getGrant?: ImmWebofficeElement['getGrant'] | undefined;
  /** Whether cookies go to the token endpoint and the grant endpoint: `omit`, `same-origin` or `include`; default: `same-origin`. */
  requestCredentials?: ImmWebofficeElement['requestCredentials'] | undefined;
  /** Sent to the token endpoint and the grant endpoint with every request, as they are at that time. */
  headers?: ImmWebofficeElement['headers'] | undefined;
  /** Asked instead of a token endpoint: takes the request, gives what an endpoint would answer. */
  fetchCredentials?: ImmWebofficeElement['fetchCredentials'] | undefined;
  /** When to open the document: `eager`, at once, or `lazy`, when it comes near the visible part of the page; default: `eager`. */
  loading?: ImmWebofficeElement['loading'] | undefined;
  /** The document: `oss://bucket/key`, or whatever your token endpoint understands; default: none, nothing is shown. */
  src?: ImmWebofficeElement['src'] | undefined;
  /** File name to show, with its extension in lower case; default: the last part of `src`. */
  filename?: ImmWebofficeElement['filename'] | undefined;
  /** `preview` to read, `edit` to change the document; default: `preview`. */
  mode?: ImmWebofficeElement['mode'] | undefined;
  /** What the reader may do beside reading, separated by spaces: `copy`, `export`, `print`, `history`, `rename`; your token endpoint decides. `history` applies in edit mode only. */
  allow?: ImmWebofficeElement['allow'] | undefined;
  /** A preview that no later edit changes; without search, print and export. Without effect in edit mode. */
  cachePreview?: ImmWebofficeElement['cachePreview'] | undefined;
  /** Shows only the first pages, 1 to 5,000; default: all. Without effect in edit mode. */
  previewPages?: ImmWebofficeElement['previewPages'] | undefined;
  /** Opens a protected document. Prefer the property, an attribute stands in the page's source; default: the office page asks. */
  password?: ImmWebofficeElement['password'] | undefined;
  /** Hides the office page's toolbar. Without effect in edit mode. */
  hideToolbar?: ImmWebofficeElement['hideToolbar'] | undefined;
  /** Drawn over the pages: text, or an object (as an attribute: JSON) with `value`, `font`, `rotate` (radians), `vertical` and `horizontal` (px), `fillStyle`. */
  watermark?: ImmWebofficeElement['watermark'] | undefined;
  /** Who reads, for hosts without accounts; your token endpoint decides. */
  userId?: ImmWebofficeElement['userId'] | undefined;
  /** Name shown to others in the document; your token endpoint decides. */
  userName?: ImmWebofficeElement['userName'] | undefined;
  /** URL of the reader's picture; your token endpoint decides. */
  userAvatar?: ImmWebofficeElement['userAvatar'] | undefined;
  /** Comes back in IMM's notifications, at most 2,048 bytes. */
  userData?: ImmWebofficeElement['userData'] | undefined;
  /** An upload over the document is expected, and becomes a version of it. */
  externalUploaded?: ImmWebofficeElement['externalUploaded'] | undefined;
  /** More options of the SDK's `config()`, as JSON; as a property an object, functions too. `commandBars` and `cooperUserAttribute.cooperUsersColor` are changed in place. */
  sdkOptions?: ImmWebofficeElement['sdkOptions'] | undefined;
  /** Language of the element and the office page, a BCP 47 tag; default: that of the page around it. */
  lang?: ImmWebofficeElement['lang'] | undefined;
  /** URL of the WebOffice JS SDK; default: version 1.1.19 from Alibaba's CDN. */
  sdkUrl?: ImmWebofficeElement['sdkUrl'] | undefined;
  /** Subresource Integrity of the SDK's script, e.g. `sha384-…`; default: none. */
  sdkIntegrity?: ImmWebofficeElement['sdkIntegrity'] | undefined;
  /** Origins a WebofficeURL may have, separated by spaces; default: `https://*.imm.aliyuncs.com`, and loopback for pages on loopback. */
  officeOrigins?: ImmWebofficeElement['officeOrigins'] | undefined;
  /** Longest wait for any one answer, in ms; default: 60000. */
  timeout?: ImmWebofficeElement['timeout'] | undefined;
}

/** Its attributes, as HTML writes them. */
export interface ImmWebofficeAttributes {
  /** URL of your token endpoint; default: none, it is required. */
  'token-endpoint'?: string | undefined;
  /** URL for refreshing; default: that of `token-endpoint`. */
  'refresh-endpoint'?: string | undefined;
  /** A grant that your backend has signed, for a token endpoint that takes its decisions from grants. Another one is sent at the next refresh, and opens nothing anew. */
  grant?: string | undefined;
  /** URL of your backend that answers `{ "grant": "…" }`, for each open and when a grant is over. */
  'grant-endpoint'?: string | undefined;
  /** Whether cookies go to the token endpoint and the grant endpoint: `omit`, `same-origin` or `include`; default: `same-origin`. */
  'request-credentials'?: ImmWebofficeElement['requestCredentials'] | undefined;
  /** When to open the document: `eager`, at once, or `lazy`, when it comes near the visible part of the page; default: `eager`. */
  loading?: ImmWebofficeElement['loading'] | undefined;
  /** The document: `oss://bucket/key`, or whatever your token endpoint understands; default: none, nothing is shown. */
  src?: string | undefined;
  /** File name to show, with its extension in lower case; default: the last part of `src`. */
  filename?: string | undefined;
  /** `preview` to read, `edit` to change the document; default: `preview`. */
  mode?: ImmWebofficeElement['mode'] | undefined;
  /** What the reader may do beside reading, separated by spaces: `copy`, `export`, `print`, `history`, `rename`; your token endpoint decides. `history` applies in edit mode only. */
  allow?: string | undefined;
  /** A preview that no later edit changes; without search, print and export. Without effect in edit mode. */
  'cache-preview'?: boolean | '' | 'true' | 'false' | undefined;
  /** Shows only the first pages, 1 to 5,000; default: all. Without effect in edit mode. */
  'preview-pages'?: number | string | undefined;
  /** Opens a protected document. Prefer the property, an attribute stands in the page's source; default: the office page asks. */
  password?: string | undefined;
  /** Hides the office page's toolbar. Without effect in edit mode. */
  'hide-toolbar'?: boolean | '' | 'true' | 'false' | undefined;
  /** Drawn over the pages: text, or an object (as an attribute: JSON) with `value`, `font`, `rotate` (radians), `vertical` and `horizontal` (px), `fillStyle`. */
  watermark?: string | undefined;
  /** Who reads, for hosts without accounts; your token endpoint decides. */
  'user-id'?: string | undefined;
  /** Name shown to others in the document; your token endpoint decides. */
  'user-name'?: string | undefined;
  /** URL of the reader's picture; your token endpoint decides. */
  'user-avatar'?: string | undefined;
  /** Comes back in IMM's notifications, at most 2,048 bytes. */
  'user-data'?: string | undefined;
  /** An upload over the document is expected, and becomes a version of it. */
  'external-uploaded'?: boolean | '' | 'true' | 'false' | undefined;
  /** More options of the SDK's `config()`, as JSON; as a property an object, functions too. `commandBars` and `cooperUserAttribute.cooperUsersColor` are changed in place. */
  'sdk-options'?: string | undefined;
  /** Language of the element and the office page, a BCP 47 tag; default: that of the page around it. */
  lang?: string | undefined;
  /** URL of the WebOffice JS SDK; default: version 1.1.19 from Alibaba's CDN. */
  'sdk-url'?: string | undefined;
  /** Subresource Integrity of the SDK's script, e.g. `sha384-…`; default: none. */
  'sdk-integrity'?: string | undefined;
  /** Origins a WebofficeURL may have, separated by spaces; default: `https://*.imm.aliyuncs.com`, and loopback for pages on loopback. */
  'office-origins'?: string | undefined;
  /** Longest wait for any one answer, in ms; default: 60000. */
  timeout?: number | string | undefined;
  /** Nonce of the page's Content-Security-Policy, for the SDK's script; default: none. */
  nonce?: string | undefined;
}

/** Its events, as handlers. */
export interface ImmWebofficeHandlers {
  /** The element went from one state to another: `state`, `previous`. */
  onStateChange?: ((event: ImmStateChangeEvent) => void) | undefined;
  /** The document is on screen: `fileInfo`. */
  onReady?: ((event: ImmReadyEvent) => void) | undefined;
  /** The document cannot be shown, or not any longer: `error`. */
  onError?: ((event: ImmErrorEvent) => void) | undefined;
  /** How storing the document goes: `status`, 0 unchanged, 1 version saved, 2 empty file, 3 space full, 4 queue busy, 5 failed, 6 saving, 7 content saved. */
  onFileStatus?: ((event: ImmFileStatusEvent) => void) | undefined;
  /** The first edit that is not stored has been made, or all are stored: `unsaved`. */
  onUnsavedChange?: ((event: ImmUnsavedChangeEvent) => void) | undefined;
  /** Another tab of the office page was chosen: `tabKey`. */
  onTabSwitch?: ((event: ImmTabSwitchEvent) => void) | undefined;
  /** The document was renamed: `name`. */
  onFileNameChange?: ((event: ImmFileNameChangeEvent) => void) | undefined;
  /** Only the first pages are shown: `total` pages of `realTotal`. */
  onPreviewLimit?: ((event: ImmPreviewLimitEvent) => void) | undefined;
  /** How far the office page has come: `stage`, in its own words. */
  onStage?: ((event: ImmStageEvent) => void) | undefined;
  /** The office page fills the screen, or no longer: `status`, 1 or 0. */
  onFullscreenChange?: ((event: ImmFullscreenChangeEvent) => void) | undefined;
  /** Whether the document has an outline: `hasDocMap`. */
  onHasDocMap?: ((event: ImmHasDocMapEvent) => void) | undefined;
  /** The office page's connection to its server has changed: `data`, as the page sends it. */
  onWebSocketStatus?: ((event: ImmWebSocketStatusEvent) => void) | undefined;
  /** The reader has followed a link: `linkUrl`. With a listener that is there when the document opens, the office page does not open links itself. */
  onHyperlinkOpen?: ((event: ImmHyperlinkOpenEvent) => void) | undefined;
  /** The office page has a short message: `msg`, `action`. With a listener that is there when the document opens, the office page does not show it itself. */
  onToast?: ((event: ImmToastEvent) => void) | undefined;
  /** The signed grant is over, and nothing gives a new one: set `grant`, within `timeout`. */
  onGrantRequired?: ((event: ImmGrantRequiredEvent) => void) | undefined;
  /** The access token was renewed in place. */
  onTokenRefresh?: ((event: ImmTokenRefreshEvent) => void) | undefined;
}

/** Its events, by type. */
export interface ImmWebofficeEvents {
  /** The element went from one state to another: `state`, `previous`. */
  'imm-state-change': ImmStateChangeEvent;
  /** The document is on screen: `fileInfo`. */
  'imm-ready': ImmReadyEvent;
  /** The document cannot be shown, or not any longer: `error`. */
  'imm-error': ImmErrorEvent;
  /** How storing the document goes: `status`, 0 unchanged, 1 version saved, 2 empty file, 3 space full, 4 queue busy, 5 failed, 6 saving, 7 content saved. */
  'imm-file-status': ImmFileStatusEvent;
  /** The first edit that is not stored has been made, or all are stored: `unsaved`. */
  'imm-unsaved-change': ImmUnsavedChangeEvent;
  /** Another tab of the office page was chosen: `tabKey`. */
  'imm-tab-switch': ImmTabSwitchEvent;
  /** The document was renamed: `name`. */
  'imm-file-name-change': ImmFileNameChangeEvent;
  /** Only the first pages are shown: `total` pages of `realTotal`. */
  'imm-preview-limit': ImmPreviewLimitEvent;
  /** How far the office page has come: `stage`, in its own words. */
  'imm-stage': ImmStageEvent;
  /** The office page fills the screen, or no longer: `status`, 1 or 0. */
  'imm-fullscreen-change': ImmFullscreenChangeEvent;
  /** Whether the document has an outline: `hasDocMap`. */
  'imm-has-doc-map': ImmHasDocMapEvent;
  /** The office page's connection to its server has changed: `data`, as the page sends it. */
  'imm-web-socket-status': ImmWebSocketStatusEvent;
  /** The reader has followed a link: `linkUrl`. With a listener that is there when the document opens, the office page does not open links itself. */
  'imm-hyperlink-open': ImmHyperlinkOpenEvent;
  /** The office page has a short message: `msg`, `action`. With a listener that is there when the document opens, the office page does not show it itself. */
  'imm-toast': ImmToastEvent;
  /** The signed grant is over, and nothing gives a new one: set `grant`, within `timeout`. */
  'imm-grant-required': ImmGrantRequiredEvent;
  /** The access token was renewed in place. */
  'imm-token-refresh': ImmTokenRefreshEvent;
}

/** What frameworks that set properties and listeners of custom elements take in their markup. */
export type ImmWebofficeTag = ImmWebofficeAttributes &
  Omit<ImmWebofficeProperties, keyof ImmWebofficeAttributes> & {
    [Type in keyof ImmWebofficeEvents as `on${Type}`]?: ((event: ImmWebofficeEvents[Type]) => void) | undefined;
  };

/** Their attributes, where there is one, and their types, as Vue checks them. */
export const PROPERTIES = {
  tokenEndpoint: { attribute: 'token-endpoint', type: String },
  refreshEndpoint: { attribute: 'refresh-endpoint', type: String },
  grant: { attribute: 'grant', type: String },
  grantEndpoint: { attribute: 'grant-endpoint', type: String },
  getGrant: { attribute: null, type: null },
  requestCredentials: { attribute: 'request-credentials', type: String },
  headers: { attribute: null, type: null },
  fetchCredentials: { attribute: null, type: null },
  loading: { attribute: 'loading', type: String },
  src: { attribute: 'src', type: String },
  filename: { attribute: 'filename', type: String },
  mode: { attribute: 'mode', type: String },
  allow: { attribute: 'allow', type: [String, Array] },
  cachePreview: { attribute: 'cache-preview', type: [Boolean, String] },
  previewPages: { attribute: 'preview-pages', type: [Number, String] },
  password: { attribute: 'password', type: String },
  hideToolbar: { attribute: 'hide-toolbar', type: [Boolean, String] },
  watermark: { attribute: 'watermark', type: [String, Object] },
  userId: { attribute: 'user-id', type: String },
  userName: { attribute: 'user-name', type: String },
  userAvatar: { attribute: 'user-avatar', type: String },
  userData: { attribute: 'user-data', type: String },
  externalUploaded: { attribute: 'external-uploaded', type: [Boolean, String] },
  sdkOptions: { attribute: 'sdk-options', type: [String, Object] },
  lang: { attribute: 'lang', type: String },
  sdkUrl: { attribute: 'sdk-url', type: String },
  sdkIntegrity: { attribute: 'sdk-integrity', type: String },
  officeOrigins: { attribute: 'office-origins', type: [String, Array] },
  timeout: { attribute: 'timeout', type: [Number, String] },
} as const satisfies Record<keyof ImmWebofficeProperties, object>;

/** The event each handler listens to. */
export const HANDLERS = {
  onStateChange: 'imm-state-change',
  onReady: 'imm-ready',
  onError: 'imm-error',
  onFileStatus: 'imm-file-status',
  onUnsavedChange: 'imm-unsaved-change',
  onTabSwitch: 'imm-tab-switch',
  onFileNameChange: 'imm-file-name-change',
  onPreviewLimit: 'imm-preview-limit',
  onStage: 'imm-stage',
  onFullscreenChange: 'imm-fullscreen-change',
  onHasDocMap: 'imm-has-doc-map',
  onWebSocketStatus: 'imm-web-socket-status',
  onHyperlinkOpen: 'imm-hyperlink-open',
  onToast: 'imm-toast',
  onGrantRequired: 'imm-grant-required',
  onTokenRefresh: 'imm-token-refresh',
} as const satisfies Record<keyof ImmWebofficeHandlers, string>;

/** Names of its slots. */
export const SLOTS = ['loading', 'error', 'empty'] as const;
