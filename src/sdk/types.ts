/**
 * The WebOffice JS SDK as this package uses it. Sources: Alibaba Cloud's SDK documentation (1.1.19) and the released scripts 1.1.2 and 1.1.15.
 */
import type { Application } from './object-model.js';

/** What the SDK's `save()` resolves with. `QueneFull` is the SDK's spelling. */
export interface SaveResult {
  result: 'ok' | 'nochange' | 'SavedEmptyFile' | 'SpaceFull' | 'QueneFull' | 'fail';
  /** bytes */
  size?: number;
  version?: number;
}

/** A document as the office page describes it once it is open. */
export interface FileInfo {
  id: string;
  name: string;
  /** Word, sheet, presentation, PDF */
  officeType: 'w' | 's' | 'p' | 'f';
  /** ms since the epoch, where the page tells it */
  createTime?: number;
  /** ms since the epoch, where the page tells it */
  modifyTime?: number;
}

/** Payload of the SDK's `fileOpen`. */
export interface FileOpenEvent {
  success?: boolean;
  /** ms */
  duration?: number;
  /** ms */
  time?: number;
  ts?: number;
  fileInfo?: FileInfo;
  msg?: string;
  result?: string;
  reason?: string;
}

/** Options of `aliyun.config` that a page may give; all are passed on as they are. Source: SDK documentation 1.1.19. */
export interface SdkConfig {
  mode?: 'normal' | 'simple';
  commonOptions?: {
    isShowTopArea?: boolean;
    isShowHeader?: boolean;
    isBrowserViewFullscreen?: boolean;
    isIframeViewFullscreen?: boolean;
    isParentFullscreen?: boolean | string;
  };
  wordOptions?: { isShowDocMap?: boolean; isBestScale?: boolean; isShowBottomStatusBar?: boolean; mobile?: { isOpenIntoEdit?: boolean } };
  excelOptions?: Record<string, unknown>;
  pptOptions?: Record<string, unknown>;
  pdfOptions?: { isShowComment?: boolean; isInSafeMode?: boolean; isShowBottomStatusBar?: boolean };
  commandBars?: CommandBar[];
  cooperUserAttribute?: { isCooperUsersAvatarVisible?: boolean; cooperUsersColor?: CooperUserColor[] };
  onToast?: (toast: { msg: string; action: string }) => void;
  onHyperLinkOpen?: (link: { linkUrl: string }) => void;
  getClipboardData?: () => { text: string; html: string } | Promise<{ text: string; html: string }>;
  [option: string]: unknown;
}

/** State of one button or menu of the office page, by the SDK's `cmbId`. `attributes` are an object, e.g. `{ visible: false }`, or a list of names and values. */
export interface CommandBar {
  cmbId: string;
  attributes: Record<string, unknown> | { name: string; value: unknown }[];
}

/** A tab of the office page. */
export interface Tab {
  tabKey: string | number;
  [field: string]: unknown;
}

/** The colour in which a user who edits along is shown. */
export interface CooperUserColor {
  userId: string;
  color: string;
}

/** Options of `aliyun.config` as the session gives them. */
export interface SdkOptions {
  url: string;
  mount: HTMLElement;
  /** Must be a plain function: a native async one is silently ignored by every released SDK. */
  refreshToken?: () => Promise<{ token: string; timeout: number }>;
  [option: string]: unknown;
}

/** What `aliyun.config` returns. */
export interface SdkInstance {
  readonly version: string;
  readonly iframe: HTMLIFrameElement;
  readonly Application?: Application;
  setToken(token: { token: string; timeout: number }): Promise<void>;
  ready(): Promise<Application | undefined>;
  save(): Promise<SaveResult>;
  setCommandBars(bars: CommandBar[]): Promise<void>;
  setCooperUserColor(colors: CooperUserColor[]): Promise<unknown>;
  on(event: string, handler: (payload: unknown) => void): unknown;
  off?(event: string, handler: (payload: unknown) => void): unknown;
  executeCommandBar?(id: string): Promise<unknown>;
  readonly tabs?: { getTabs(): Promise<unknown>; switchTab(key: string | number): Promise<unknown> };
  /** Since 1.1.19. */
  readonly ApiEvent?: {
    AddApiEventListener(event: string, handler: (payload: unknown) => void): unknown;
    RemoveApiEventListener(event: string, handler: (payload: unknown) => void): unknown;
  };
  readonly [member: string]: unknown;
  destroy(): void;
}

/** The SDK's global. */
export interface Sdk {
  config(options: SdkOptions): SdkInstance | undefined;
}
