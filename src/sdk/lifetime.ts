/**
 * The SDK's objects for the host, for as long as their document is open. The SDK's own promises wait for ever once the document is gone, and a call on a
 * destroyed instance builds a frame anew (1.1.2, 1.1.15): here every call rejects from then on, pending ones too, and never reaches the SDK.
 */
import { WebOfficeError } from '../contract/errors.js';
import { untilAborted } from '../platform/abort.js';

type Call = (...args: unknown[]) => unknown;
type Members = Readonly<Record<PropertyKey, unknown>>;

const isObject = (value: unknown): value is object => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Whether an object acts on the document: a function, an object with functions or accessors, or of a class. What is only data stays readable for ever. */
function isLive(value: object): boolean {
  if (typeof value === 'function') return true;
  // Elements, like the frame of the office page, are not the SDK's.
  if (Array.isArray(value) || 'nodeType' in value) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype && Object.getPrototypeOf(prototype)) return true;
  return Object.values(Object.getOwnPropertyDescriptors(value)).some((own) => 'get' in own || typeof own.value === 'function');
}

/**
 * @param signal aborted when the document is closed
 * @param own members that stand before those of `target`
 * @param owner `this` of a function
 */
export function whileOpen<T extends object>(target: T, signal: AbortSignal, own: Members = {}, owner?: object): T {
  const guard = (value: unknown, of?: object): unknown => (isObject(value) && isLive(value) ? whileOpen(value, signal, {}, of) : value);
  const settled = async (promise: PromiseLike<unknown>) => guard(await untilAborted(Promise.resolve(promise), signal, 'document'));
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === 'symbol') return Reflect.get(object, key) as unknown;
      if (signal.aborted) return gone();
      if (key in own) return own[key];
      const value: unknown = Reflect.get(object, key);
      if (key !== 'then' || typeof value !== 'function') return guard(value, object);
      // Members of `Application` are promises, too.
      const then = value as PromiseLike<unknown>['then'];
      return (...handlers: Parameters<typeof then>) => settled({ then: then.bind(object) }).then(...handlers);
    },
    set(object, key, value) {
      if (signal.aborted) throw closed();
      return Reflect.set(object, key, value);
    },
    apply(object, _, args) {
      if (signal.aborted) return Promise.reject(closed());
      const result: unknown = Reflect.apply(object as Call, owner, args);
      // Native promises have no members of their own.
      if (isObject(result) && typeof (result as { then?: unknown }).then === 'function' && !Object.hasOwn(result, 'then'))
        return settled(result as Promise<unknown>);
      return guard(result);
    },
  });
}

const closed = () => new WebOfficeError('Aborted', 'document', 'the document was closed');

/** Stands for whatever belonged to a document that is gone: its members do too, and calling or awaiting it rejects. */
function gone(): unknown {
  const reject = () => Promise.reject(closed());
  return new Proxy(reject, {
    get: (_, key) =>
      key === 'then'
        ? (...handlers: Parameters<Promise<never>['then']>) => reject().then(...handlers)
        : typeof key === 'symbol'
          ? undefined
          : gone(),
  });
}
