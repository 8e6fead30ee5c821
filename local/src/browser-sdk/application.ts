/**
 * `Application`: objects that live in the office page, used from here. The page sends tables of what each kind of object has;
 * every member is asynchronous, and members of members can be named before they are there, as in `await app.ActiveDocument.Name`.
 */
import type { Channel, Message } from './channel.js';

/** One member. `getter` and `caller` name the table of the object that reading or calling it gives. */
interface Entry {
  prop: string;
  alias?: string;
  getter?: string | number;
  caller?: string | number;
}

type Tables = Readonly<Record<string | number, readonly Entry[]>>;
type Callback = (...args: unknown[]) => unknown;

export interface ApiReady {
  Events?: Record<string, string>;
  Enum?: unknown;
  Props?: [readonly Entry[], Tables];
}

export class RemoteApplication {
  /** What `ready()` gives. */
  readonly root: Record<string, unknown>;
  #lastObject = 0;
  #lastCallback = 0;
  readonly #callbacks = new Map<number, Callback>();
  readonly #handlers = new Map<string, Callback>();

  constructor(
    private readonly channel: Channel,
    { Events = {}, Enum = {}, Props: [entries, tables] = [[], {}] }: ApiReady,
  ) {
    this.root = guarded('Application', entries, { Events, Enum, Sub: this.#subscriptions(Object.values(Events)) });
    this.#define(this.root, entries, tables, 0, () => Promise.resolve());
    channel.listen((message) => void this.#onMessage(message));
  }

  #subscriptions(names: readonly string[]): object {
    const subscriptions = {};
    for (const name of names) {
      Object.defineProperty(subscriptions, name, {
        set: (handler: Callback | null) => {
          if (handler) this.#handlers.set(name, handler);
          else this.#handlers.delete(name);
          this.channel.send({
            eventName: 'api.event.register',
            data: { eventName: name, register: Boolean(handler), objId: ++this.#lastObject },
          });
        },
      });
    }
    return subscriptions;
  }

  /** @param parentKnown settles when the page knows the parent */
  #define(target: object, entries: readonly Entry[], tables: Tables, parentObjId: number, parentKnown: () => Promise<unknown>): void {
    for (const entry of entries) {
      Object.defineProperty(target, entry.alias ?? entry.prop, {
        configurable: true,
        get: () => this.#member(entry, tables, parentObjId, parentKnown),
        set: (value: unknown) =>
          void parentKnown().then(() => this.#send('api.setter', { parentObjId, objId: -1, prop: entry.prop, value })),
      });
    }
  }

  #member({ prop, getter, caller }: Entry, tables: Tables, parentObjId: number, parentKnown: () => Promise<unknown>): object {
    const objId = getter === undefined ? -1 : ++this.#lastObject;
    let reading: Promise<unknown> | undefined;
    const read = () => (reading ??= parentKnown().then(() => this.#send('api.getter', { parentObjId, objId, prop })));
    const call = (...args: unknown[]) => {
      const resultId = caller === undefined ? undefined : ++this.#lastObject;
      const calling = parentKnown().then(() => this.#send('api.caller', { parentObjId, objId: resultId, prop, args: this.#wire(args) }));
      const members = caller === undefined ? undefined : (tables[caller] ?? []);
      const result = guarded(`${prop}()`, members, {});
      if (members && resultId !== undefined) this.#define(result, members, tables, resultId, () => calling);
      return this.#thenable(result, resultId ?? -1, () => calling);
    };
    const members = getter === undefined ? undefined : (tables[getter] ?? []);
    const target = guarded(prop, members, call);
    if (members) this.#define(target, members, tables, objId, read);
    return this.#thenable(target, objId, read);
  }

  /** Awaiting gives the object itself where there is one, else the value. */
  #thenable<T extends object>(target: T, objId: number, settle: () => Promise<unknown>): T {
    const then = (resolve?: (value: unknown) => unknown, reject?: (reason: unknown) => unknown) =>
      settle().then((value) => {
        if (objId < 0) return resolve?.(value);
        // An object that is awaited is a promise no longer, or awaiting it would never end.
        Reflect.deleteProperty(target, 'then');
        return resolve?.(target);
      }, reject);
    Object.defineProperty(target, 'then', { configurable: true, value: then });
    Object.defineProperty(target, 'Destroy', { configurable: true, value: () => this.#send('api.free', { objId }) });
    return target;
  }

  async #send(eventName: string, data: unknown): Promise<unknown> {
    const reply = await this.channel.request(eventName, data, `${eventName}.reply`);
    if (reply.error !== undefined) throw new Error(typeof reply.error === 'string' ? reply.error : 'the office page refused');
    return reply.result;
  }

  /** Functions stay here; the page gets a number to call them by. */
  #wire(args: readonly unknown[]): unknown[] {
    return args.map((argument) => {
      if (typeof argument !== 'function') return argument;
      const callbackId = ++this.#lastCallback;
      this.#callbacks.set(callbackId, argument as Callback);
      return { callbackId };
    });
  }

  async #onMessage({ eventName, data, callbackId }: Message): Promise<void> {
    const fields = (data ?? {}) as { eventName?: string; data?: unknown; args?: unknown[] };
    if (eventName === 'api.event' && fields.eventName) await this.#handlers.get(fields.eventName)?.(fields.data);
    const callback = eventName === 'api.callback' && callbackId !== undefined ? this.#callbacks.get(callbackId) : undefined;
    if (callback)
      this.channel.send({ eventName: 'api.callback.reply', callbackId: callbackId!, result: await callback(...(fields.args ?? [])) });
  }
}

/**
 * A member that an object has not is undefined, as with the released SDKs, so that scripts can ask what there is. The console says what they might have
 * meant.
 * @param members of objects; values have none
 */
function guarded<T extends object>(name: string, members: readonly Entry[] | undefined, target: T): T {
  if (!members) return target;
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'string' && /^[A-Z]/.test(key) && !(key in object)) {
        const names = members.map(({ alias, prop }) => alias ?? prop).join(', ');
        console.error(`${name}.${key} is not available in the local WebOffice. ${name} has: ${names}.`);
      }
      return Reflect.get(object, key, receiver) as unknown;
    },
  });
}
