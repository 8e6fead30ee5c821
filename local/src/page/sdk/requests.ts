/** Answers what the SDK asks: `save`, tabs, colours and the object model. Every question gets an answer, or its asker would wait for ever. */
import * as z from 'zod/mini';
import type { SaveResult, SessionInfo } from '../../shared/page-api.js';
import type { Events } from './events.js';
import { ObjectModel, objectTables } from './object-model.js';
import { chooseColours } from '../base/people.js';
import type { SdkMessage } from './message.js';
import type { Protocol } from './protocol.js';
import { UserColours } from './sdk-config.js';
import type { DocumentView } from '../views/view.js';

const ApiCall = z.object({ api: z.string(), args: z.optional(z.unknown()) });
const TabArgs = z.object({ tabKey: z.union([z.string(), z.number()]) });
/** The key of the one tab there is. */
const onlyTab = 0;

export class Requests {
  readonly #protocol: Protocol;
  readonly #events: Events;
  #open: { info: SessionInfo; model: ObjectModel; save: () => Promise<SaveResult> } | null = null;
  /** `api.ready` was asked for before the document was open. */
  #readyWanted = false;

  /** @param coloured people have other colours now */
  constructor(
    protocol: Protocol,
    events: Events,
    private readonly coloured: () => void,
  ) {
    this.#protocol = protocol;
    this.#events = events;
  }

  /**
   * The document is open, and `open.result` has been sent.
   * @param unasked SDK 1.1.2 waits for `api.ready` without asking for it
   */
  opened(info: SessionInfo, view: DocumentView, save: () => Promise<SaveResult>, unasked: boolean): void {
    this.#open = { info, model: new ObjectModel(info, view), save };
    if (unasked || this.#readyWanted) this.#sendTables(info);
  }

  renamed(name: string): void {
    if (!this.#open) return;
    const { info, model } = this.#open;
    model.name = name;
    this.#open.info = { ...info, fileInfo: { ...info.fileInfo, name } };
  }

  closed(): void {
    this.#open = null;
  }

  answer({ eventName, data, msgId }: SdkMessage): void {
    if (eventName === 'api.ready') {
      this.#readyWanted = true;
      if (this.#open) this.#sendTables(this.#open.info);
    } else if (eventName === 'wps.jssdk.api') {
      void this.#jssdk(data).then((answer) => this.#protocol.send('wps.api.reply', answer, { msgId }));
    } else if (eventName === 'api.basic') {
      this.#protocol.send('api.basic.reply', this.#basic(data), { msgId });
    } else if (eventName === 'commonApi.ready') {
      // SDK 2.0.0's second object model, of which there is nothing here.
      this.#protocol.send(eventName, { Events: {}, Enum: {}, Props: [[], []] });
    } else {
      void this.#ask(eventName, data).then((answer) => this.#protocol.send(`${eventName}.reply`, undefined, { msgId, ...answer }));
    }
  }

  async #ask(eventName: string, data: unknown): Promise<{ result?: unknown; error?: string }> {
    try {
      return (await this.#open?.model.answer(eventName, data)) ?? { error: 'No document is open.' };
    } catch {
      return { error: 'This could not be done.' };
    }
  }

  #sendTables(info: SessionInfo): void {
    this.#protocol.send('api.ready', objectTables(info));
  }

  async #jssdk(data: unknown): Promise<unknown> {
    const call = ApiCall.safeParse(data);
    if (call.data?.api !== 'save') return unknownApi(call.data?.api);
    if (this.#open) {
      const { result, size, version } = await this.#open.save();
      // Of conflicts the SDK knows nothing.
      return { result: result === 'conflict' ? 'fail' : result, size, version };
    }
    this.#events.emit('fileStatus', { status: 0 });
    return { result: 'nochange', size: 0, version: 1 };
  }

  #basic(data: unknown): unknown {
    const call = ApiCall.safeParse(data);
    if (!call.success) return unknownApi();
    switch (call.data.api) {
      case 'tab.getTabs':
        return this.#open ? [{ tabKey: onlyTab, text: this.#open.info.fileInfo.name }] : [];
      case 'tab.switchTab':
        return this.#switchTab(call.data.args);
      case 'setCooperUserColor': {
        const colours = UserColours.safeParse(call.data.args);
        if (colours.success) chooseColours(colours.data);
        this.coloured();
        return colours.success;
      }
      default:
        return unknownApi(call.data.api);
    }
  }

  #switchTab(args: unknown): boolean {
    const isThere = this.#open !== null && Number(TabArgs.safeParse(args).data?.tabKey) === onlyTab;
    if (isThere) this.#events.emit('tabSwitch', { tabKey: onlyTab });
    return isThere;
  }
}

function unknownApi(api = ''): { error: string } {
  return { error: `"${api}" is not available in this viewer.` };
}
