/** The office page: puts its parts together and listens to the SDK. */
import { OfficeType } from '../shared/page-api.js';
import { Actions } from './document/actions.js';
import { drawApp } from './chrome/app.js';
import { forwardPageEvents } from './base/browser-events.js';
import { deadline } from './base/clock.js';
import { CommandBars } from './sdk/command-bars.js';
import { Events } from './sdk/events.js';
import { waitForReader } from './base/focus.js';
import { saveAs } from './document/download.js';
import { listenToKeys } from './document/keyboard.js';
import { followLink } from './base/links.js';
import { chooseLanguage, language, words } from './words/messages.js';
import { Office } from './document/office.js';
import { chooseColours } from './base/people.js';
import type { SdkMessage } from './sdk/message.js';
import { Protocol } from './sdk/protocol.js';
import { Requests } from './sdk/requests.js';
import { CommandBarList, noConfig, parseConfig, parseToken, wantsNoChrome, type SdkConfig } from './sdk/sdk-config.js';
import { Store, noHistory, noResult } from './document/state.js';
import { TokenSchedule } from './sdk/tokens.js';
import { printGrids } from './views/sheet/print-grid.js';

/** After this long without a token the page says what it is waiting for, ms. */
const hintAfter = 10_000;

const [, , type, fileId = ''] = location.pathname.split('/');
const query = new URLSearchParams(location.search);
const root = document.querySelector<HTMLElement>('#app')!;
// `lang=zh-CN|en-US` in the URL, else the browser's language.
chooseLanguage(query.get('lang') ?? navigator.language);
document.documentElement.lang = language;
forwardPageEvents();
waitForReader();

let config: SdkConfig = noConfig;
/** `setConfig` may come after `setToken`; which SDK it is counts when the document is open. */
// Opened as a page of its own there is no SDK, and `parent` is this very window.
const protocol = new Protocol(onMessage, window.parent === window ? null : window.parent, query.get('sdkId'));
const events = new Events(protocol);
const requests = new Requests(protocol, events, () => store.changed());
const tokens = new TokenSchedule(() => protocol.send('api.getToken'));

const store = new Store(
  {
    screen: { name: 'waiting', hint: !protocol.embedded },
    officeType: OfficeType.safeParse(type).data ?? 'f',
    kind: null,
    info: null,
    view: null,
    preparing: false,
    chromeHidden: query.has('hidecmb') || query.has('simple'),
    bars: new CommandBars(),
    find: { open: false, query: { text: '', matchCase: false, highlightAll: true }, result: noResult },
    panel: { open: false, tab: 'outline' },
    zoomMenuOpen: false,
    renaming: false,
    saving: null,
    history: noHistory,
    people: [],
    peopleHidden: false,
    conflictWith: null,
    toast: '',
    notice: '',
    leftover: null,
  },
  (state) => drawApp(root, state, actions, protocol.embedded),
);
const actions: Actions = new Actions(store, {
  retry: () => office.reopen(),
  answerPassword: (password) => office.answerPassword(password),
  download: () => office.download(),
  rename: (name) => office.rename(name),
  nameTyped: (name) => office.nameTyped(name),
  save: () => office.save(),
  chooseEncoding: (encoding, convert) => office.chooseEncoding(encoding, convert),
  resolve: (mine) => office.resolve(mine),
  toggleHistory: async (open) => office.history?.toggle(open),
  look: async (id) => office.history?.look(id),
  restore: async (id) => office.history?.restore(id),
  leaveField: () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
  saveAs,
});
const office = new Office({
  fileId,
  store,
  events,
  requests,
  tokens,
  toast: (message) => actions.toast(message),
  sendsTablesUnasked: () => config.version === undefined,
  followLink: (url) => followLink(url, config.onHyperLinkOpen ? (linkUrl) => protocol.send('event.hyperLinkOpen', { linkUrl }) : null),
});

function onMessage(message: SdkMessage): void {
  const { eventName, data } = message;
  switch (eventName) {
    case 'setConfig':
      return takeConfig(parseConfig(data));
    case 'setToken':
      takeToken(data);
      return;
    case 'api.getToken.reply':
      // The same token once more is as good as none.
      if (!takeToken(data)) tokens.refused();
      return;
    case 'setCommandBars':
      return takeCommandBars(CommandBarList.safeParse(data).data ?? []);
    case 'basic.event': {
      const { eventName: name, action } = (data ?? {}) as { eventName?: unknown; action?: unknown };
      return events.subscribe(String(name), action === 'on');
    }
    case 'fullscreenchange':
      return takeFullscreen((data as { status?: unknown } | null)?.status === 1);
    case 'api.ready':
    case 'commonApi.ready':
    case 'wps.jssdk.api':
    case 'api.basic':
    case 'api.getter':
    case 'api.setter':
    case 'api.caller':
    case 'api.free':
      return requests.answer(message);
  }
}

function takeConfig(next: SdkConfig): void {
  config = next;
  events.version = next.version;
  if (next.refreshToken) tokens.enable();
  actions.toastElsewhere = next.onToast ? (msg) => protocol.send('event.toast', { msg, action: '' }) : null;
  const { isCooperUsersAvatarVisible, cooperUsersColor = [] } = next.cooperUserAttribute ?? {};
  chooseColours(cooperUsersColor);
  store.update({ peopleHidden: isCooperUsersAvatarVisible === false });
  if (wantsNoChrome(next)) store.update({ chromeHidden: true });
  if (next.wordOptions?.isShowDocMap) store.update({ panel: { open: innerWidth >= 1000, tab: 'outline' } });
  takeCommandBars(next.commandBars ?? []);
}

/** The SDK fills the screen with the page, or no longer. */
function takeFullscreen(isFull: boolean): void {
  document.documentElement.toggleAttribute('data-fullscreen', isFull);
  events.emit('fullscreenChange', { status: Number(isFull) });
}

/** @returns whether there was a new token in it */
function takeToken(data: unknown): boolean {
  const token = parseToken(data);
  if (token?.hasRefreshTokenConfig) tokens.enable();
  return token !== null && office.acceptToken(token);
}

function takeCommandBars(list: CommandBarList): void {
  for (const id of store.state.bars.apply(list)) actions.press(id);
  store.changed();
}

deadline(hintAfter, () => {
  if (store.state.screen.name === 'waiting') store.update({ screen: { name: 'waiting', hint: true } });
});
for (const name of ['copy', 'cut'] as const) {
  document.addEventListener(
    name,
    (event) => {
      const { info } = store.state;
      const inField = event.target instanceof HTMLInputElement;
      if (!info || info.permission.copy || inField) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      actions.toast(words.copyDenied);
    },
    { capture: true },
  );
}
listenToKeys(store, actions);
printGrids();
window.addEventListener('message', protocol.hear);
protocol.start();
