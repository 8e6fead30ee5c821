/**
 * `instance.ready()` and `instance.Application`, in WPS SDK 1.1.14's terms: `api.ready` carries tables of members; reading one makes the SDK send
 * `api.getter` with an id it has chosen for the object to come (-1 for a plain value), calling one `api.caller`, assigning `api.setter`.
 * The Application is object 0 at first. What there is stands in model/types.ts.
 */
import * as z from 'zod/mini';
import type { SessionInfo } from '../../shared/page-api.js';
import { ModelError } from '../views/error.js';
import { rootsOf, types, type Member, type Model, type Self, type TypeName } from './model/types.js';
import type { DocumentView } from '../views/view.js';

interface Entry {
  prop: string;
  /** Index into the second table, of the members the object has that reading, or calling, it gives. */
  getter?: number;
  caller?: number;
}

interface Tables {
  Events: Record<string, string>;
  Enum: Record<string, unknown>;
  Props: [Entry[], Entry[][]];
}

const typeNames = Object.keys(types) as TypeName[];

export function objectTables(info: SessionInfo): Tables {
  const entries = (members: Readonly<Record<string, Member>>): Entry[] =>
    Object.entries(members).map(([prop, { gives, callGives }]) => ({
      prop,
      ...(gives !== undefined && { getter: typeNames.indexOf(gives) }),
      ...(callGives !== undefined && { caller: typeNames.indexOf(callGives) }),
    }));
  return { Events: {}, Enum: {}, Props: [entries(rootsOf(info)), typeNames.map((name) => entries(types[name]))] };
}

const Ids = z.union([z.number(), z.array(z.number())]);
const Request = z.object({
  parentObjId: z.optional(z.number()),
  objId: z.optional(Ids),
  prop: z.optional(z.string()),
  args: z.optional(z.array(z.unknown())),
  value: z.optional(z.unknown()),
});
type Request = z.infer<typeof Request>;

export class ObjectModel {
  readonly #model: Model;
  readonly #roots: Readonly<Record<string, Member>>;
  /** Objects the SDK has asked for, by the ids it chose. */
  readonly #objects = new Map<number, { type: TypeName; self: Self }>();

  constructor(info: SessionInfo, view: DocumentView) {
    this.#model = { info, name: info.fileInfo.name, view };
    this.#roots = rootsOf(info);
  }

  set name(name: string) {
    this.#model.name = name;
  }

  /** Answers `api.getter`, `api.caller`, `api.setter` and `api.free`. What gives an object is done at once, so that it is there for the next request. */
  async answer(eventName: string, data: unknown): Promise<{ result?: unknown; error?: string }> {
    const request = Request.safeParse(data);
    if (!request.success) return { error: 'The request is not understood.' };
    try {
      return { result: await this.#perform(eventName, request.data) };
    } catch (error) {
      if (error instanceof ModelError) return { error: error.message };
      throw error;
    }
  }

  #perform(eventName: string, { parentObjId = 0, objId, prop = '', args = [], value }: Request): unknown {
    if (eventName === 'api.free') {
      for (const id of [objId ?? []].flat()) this.#objects.delete(id);
      return true;
    }
    const parent = this.#objects.get(parentObjId);
    // SDK 1.1.14 and 1.1.20 number the Application anew when the tables come again, by whatever id they used last: it is known by its members.
    if (!parent && parentObjId !== 0 && !Object.hasOwn(this.#roots, prop)) throw new ModelError('This object does not exist any more.');
    const members: Readonly<Record<string, Member>> = parent ? types[parent.type] : this.#roots;
    const member = Object.hasOwn(members, prop) ? members[prop]! : undefined;
    const path = `${parent?.type ?? 'Application'}.${prop}`;
    if (!member) throw new ModelError(`${path} is not available in this viewer. There are: ${Object.keys(members).join(', ')}.`);
    const self = parent?.self ?? null;
    switch (eventName) {
      case 'api.setter':
        if (!member.set) throw new ModelError(`${path} cannot be assigned.`);
        return member.set(this.#model, value, self);
      case 'api.caller':
        if (!member.call) throw new ModelError(`${path} is not a method.`);
        return this.#given(member.callGives, objId, member.call(this.#model, args, self));
      default:
        // A method is read before it is called; nothing is to be said then.
        return this.#given(member.gives, objId, member.get?.(this.#model, self));
    }
  }

  #given(type: TypeName | undefined, objId: Request['objId'], result: unknown): unknown {
    if (type === undefined) return result;
    if (typeof objId === 'number' && objId > 0) this.#objects.set(objId, { type, self: result as Self });
    return undefined;
  }
}
