/** What `config()` returns: one document in one frame. Interface: Alibaba Cloud's SDK documentation, 1.1.19. */
import { SDK_VERSION } from 'imm-weboffice/contract';
import { RemoteApplication, type ApiReady } from './application.js';
import { Channel, type Message } from './channel.js';
import { CALLBACK_MESSAGES, pageConfig, pageURL, wireBar, type CommandBar, type Options, type Token } from './options.js';

type Handler = (payload: unknown) => void;

/** Events that the page sends under another name. */
const EVENT_OF_MESSAGE: Readonly<Record<string, string>> = {
  'open.result': 'fileOpen',
  error: 'error',
  stage: 'stage',
  'file.saved': 'fileStatus',
  'tab.switch': 'tabSwitch',
};
/** Events that the page always sends; others it is asked for. */
const UNASKED = ['fileOpen', 'error'];

export function createInstance(options: Options) {
  const url = pageURL(options);
  const frame = createFrame(url, options.mount ?? undefined);
  const channel = new Channel(frame.element, url.origin);
  const handlers = new Map<string, Set<Handler>>();
  const pageReady = channel.first('ready');
  const opened = channel.first('open.result');
  let token: (Token & { hasRefreshTokenConfig?: boolean }) | undefined;
  let application: RemoteApplication | undefined;
  let readying: Promise<Record<string, unknown>> | undefined;

  const emit = (event: string, payload: unknown) => handlers.get(event)?.forEach((handler) => handler(payload));
  const subscribe = (event: string, action: 'on' | 'off') => {
    if (!UNASKED.includes(event)) channel.send({ eventName: 'basic.event', data: { eventName: event, action } });
  };

  function greet(): void {
    channel.send({ eventName: 'setConfig', data: pageConfig(options, SDK_VERSION) });
    if (token) channel.send({ eventName: 'setToken', data: { ...token, hasRefreshTokenConfig: Boolean(options.refreshToken) } });
    for (const event of handlers.keys()) subscribe(event, 'on');
  }

  /** Asks one of the callbacks on the page's behalf; whatever it does, the page gets an answer. */
  async function ask(eventName: string, callback: (() => unknown) | undefined, otherwise: unknown): Promise<void> {
    let data = otherwise;
    try {
      data = (await callback?.()) ?? otherwise;
    } catch (error) {
      console.error(`${eventName}: the callback failed`, error instanceof Error ? error.message : '');
    }
    channel.send({ eventName: `${eventName}.reply`, data });
  }

  channel.listen(({ eventName, data }: Message) => {
    const event = EVENT_OF_MESSAGE[eventName];
    if (event) emit(event, data);
    else if (eventName === 'ready') greet();
    else if (eventName === CALLBACK_MESSAGES.refreshToken) void ask(eventName, options.refreshToken, { token: false });
    else if (eventName === CALLBACK_MESSAGES.getClipboardData) void ask(eventName, options.getClipboardData, { text: '', html: '' });
    else if (eventName === CALLBACK_MESSAGES.onToast) options.onToast?.(data);
    else if (eventName === CALLBACK_MESSAGES.onHyperLinkOpen) options.onHyperLinkOpen?.(data);
    else if (eventName === 'api.scroll') scrollTo((data as { x: number }).x, (data as { y: number }).y);
    else if (eventName === 'event.callback') {
      const inner = data as { eventName: string; data: unknown };
      emit(EVENT_OF_MESSAGE[inner.eventName] ?? inner.eventName, inner.data);
    }
    (options.subscriptions?.[eventName] as Handler | undefined)?.(data);
  });

  async function basic(api: string, args?: unknown): Promise<unknown> {
    await pageReady;
    return (await channel.request('api.basic', { api, args }, 'api.basic.reply')).data;
  }

  async function makeReady(): Promise<Record<string, unknown>> {
    await opened;
    const tables = channel.first('api.ready');
    channel.send({ eventName: 'api.ready' });
    application = new RemoteApplication(channel, (await tables).data as ApiReady);
    return application.root;
  }

  const on = (event: string, handler: Handler) => {
    const known = handlers.get(event) ?? new Set();
    handlers.set(event, known.add(handler));
    void pageReady.then(() => known.size === 1 && subscribe(event, 'on'));
  };
  const off = (event: string, handler: Handler) => {
    handlers.get(event)?.delete(handler);
    if (handlers.get(event)?.size === 0) subscribe(event, 'off');
  };

  return {
    version: SDK_VERSION,
    url: url.href,
    iframe: frame.element,
    get Application() {
      return application?.root;
    },
    tabs: {
      getTabs: () => basic('tab.getTabs'),
      switchTab: (tabKey: string) => basic('tab.switchTab', { tabKey }),
    },
    async setToken(next: Token): Promise<void> {
      token = next;
      await pageReady;
      channel.send({ eventName: 'setToken', data: { ...token, hasRefreshTokenConfig: Boolean(options.refreshToken) } });
    },
    ready: () => (readying ??= makeReady()),
    async save(): Promise<unknown> {
      await pageReady;
      return (await channel.request('wps.jssdk.api', { api: 'save' }, 'wps.api.reply')).data;
    },
    async setCommandBars(bars: CommandBar[]): Promise<void> {
      await pageReady;
      channel.send({ eventName: 'setCommandBars', data: bars.map(wireBar) });
    },
    async executeCommandBar(cmbId: string): Promise<void> {
      await pageReady;
      channel.send({ eventName: 'setCommandBars', data: [{ cmbId, attributes: [{ name: 'click', value: true }] }] });
    },
    setCooperUserColor: (colors: unknown) => basic('setCooperUserColor', colors),
    on,
    off,
    ApiEvent: { AddApiEventListener: on, RemoveApiEventListener: off },
    destroy(): void {
      channel.close();
      handlers.clear();
      frame.remove();
    },
  };
}

export type Instance = ReturnType<typeof createInstance>;

/** The frame fills its mount and follows its size; without a mount it fills the window. */
function createFrame(url: URL, mount: HTMLElement | undefined) {
  const element = document.createElement('iframe');
  element.id = 'office-iframe';
  element.className = 'web-office-iframe';
  element.src = url.href;
  element.allow = 'clipboard-read; clipboard-write; fullscreen';
  Object.assign(element.style, mount ? {} : { position: 'fixed', inset: '0' }, { width: '100%', height: '100%', border: '0' });
  (mount ?? document.body).append(element);
  return { element, remove: () => element.remove() };
}
