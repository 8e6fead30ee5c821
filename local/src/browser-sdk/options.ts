/** Options of `config()`: what the page's URL is made of, and what is sent to the page once it is there. */

type Anything = (...args: never[]) => unknown;

export interface Options {
  url: string;
  mount?: HTMLElement | null;
  mode?: 'normal' | 'nomal' | 'simple';
  refreshToken?: () => Token | Promise<Token>;
  getClipboardData?: () => unknown;
  onToast?: (toast: unknown) => void;
  onHyperLinkOpen?: (link: unknown) => void;
  commonOptions?: { isShowTopArea?: boolean; isShowHeader?: boolean };
  wordOptions?: unknown;
  excelOptions?: unknown;
  pptOptions?: unknown;
  commandBars?: CommandBar[];
  subscriptions?: Record<string, Anything>;
  [option: string]: unknown;
}

export interface Token {
  token: string;
  /** ms */
  timeout: number;
}

export interface CommandBar {
  cmbId: string;
  attributes: Record<string, unknown> | { name: string; value: unknown }[];
}

/** Callbacks stay with the SDK; the page gets the name of the message to call them by (protocol, `setConfig`). */
export const CALLBACK_MESSAGES = {
  refreshToken: 'api.getToken',
  getClipboardData: 'api.getClipboardData',
  onToast: 'event.toast',
  onHyperLinkOpen: 'event.hyperLinkOpen',
} as const;

/** The address of the page: simple mode and a hidden top area are asked for in the URL. */
export function pageURL({ url, mode, commonOptions }: Options): URL {
  const address = new URL(url);
  if (mode === 'simple' || commonOptions?.isShowTopArea === false) {
    address.searchParams.set('simple', '');
    address.searchParams.set('hidecmb', '');
  }
  return address;
}

/** The `setConfig` payload. */
export function pageConfig(options: Options, version: string): Record<string, unknown> {
  const { url, mount, subscriptions, ...config } = options;
  const callbacks = Object.entries(CALLBACK_MESSAGES).filter(([name]) => typeof options[name] === 'function');
  return {
    ...config,
    ...(options.wordOptions !== undefined && { wpsOptions: options.wordOptions }),
    ...(options.excelOptions !== undefined && { etOptions: options.excelOptions }),
    ...(options.pptOptions !== undefined && { wppOptions: options.pptOptions }),
    ...(options.commandBars && { commandBars: options.commandBars.map(wireBar) }),
    ...Object.fromEntries(callbacks.map(([name, eventName]) => [name, { eventName }])),
    version,
  };
}

/** Attributes travel as a list of names and values. */
export function wireBar({ cmbId, attributes }: CommandBar) {
  return {
    cmbId,
    attributes: Array.isArray(attributes) ? attributes : Object.entries(attributes).map(([name, value]) => ({ name, value })),
  };
}
