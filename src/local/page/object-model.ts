/**
 * The small object model behind `instance.ready()` and `instance.Application`: only members that really work. In WPS SDK 1.1.14's terms:
 * `api.ready` carries tables of members; reading one makes the SDK send `api.getter` with an id it has chosen for the object to come
 * (-1 for a plain value), calling one `api.caller`, assigning `api.setter`. The Application is object 0 at first.
 *
 * | member | kinds | |
 * |---|---|---|
 * | Application.ActiveDocument | all | the document |
 * | Application.ActivePDF | pages | the same document |
 * | document.Name | all | file name |
 * | document.Zoom | all | percent; may be assigned |
 * | document.PagesCount | pages | |
 * | document.CurrentPage | pages | may be assigned |
 * | document.JumpToPage({PageNum}) | pages | |
 */
import * as z from 'zod/mini';
import type { DocumentKind } from '../page-api.js';
import { clampZoom, type DocumentView } from './views/view.js';

interface Member {
  prop: string;
  /** Index into the second table, of the members the returned object has. */
  getter?: number;
}

interface Tables {
  Events: Record<string, string>;
  Enum: Record<string, unknown>;
  Props: [Member[], Member[][]];
}

const documentMembers: Record<DocumentKind, readonly string[]> = {
  pages: ['Name', 'Zoom', 'PagesCount', 'CurrentPage', 'JumpToPage'],
  text: ['Name', 'Zoom'],
  table: ['Name', 'Zoom'],
  sheet: ['Name', 'Zoom'],
  word: ['Name', 'Zoom', 'PagesCount', 'CurrentPage', 'JumpToPage'],
};

export function objectTables(kind: DocumentKind): Tables {
  const names = kind === 'pages' ? ['ActiveDocument', 'ActivePDF'] : ['ActiveDocument'];
  return { Events: {}, Enum: {}, Props: [names.map((prop) => ({ prop, getter: 0 })), [documentMembers[kind].map((prop) => ({ prop }))]] };
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

const PageNumber = z.union([z.number(), z.object({ PageNum: z.number() })]);

/** Told to the SDK's caller as it is. */
class ModelError extends Error {}

export class ObjectModel {
  /** The document's file name. */
  name: string;
  readonly #view: DocumentView;
  readonly #members: readonly string[];
  readonly #roots: readonly string[];
  /** Objects the SDK has asked for, by the ids it chose; all of them are the document. */
  readonly #objects = new Set<number>();

  constructor(kind: DocumentKind, name: string, view: DocumentView) {
    this.#view = view;
    this.name = name;
    this.#members = documentMembers[kind];
    this.#roots = objectTables(kind).Props[0].map(({ prop }) => prop);
  }

  /** Answers `api.getter`, `api.caller`, `api.setter` and `api.free`. */
  answer(eventName: string, data: unknown): { result?: unknown; error?: string } {
    const request = Request.safeParse(data);
    if (!request.success) return { error: 'The request is not understood.' };
    try {
      return { result: this.#perform(eventName, request.data) };
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
    // SDK 1.1.14 and 1.1.20 number the Application anew when the tables come again, by whatever id they used last: it is known by its members.
    if (parentObjId === 0 || this.#roots.includes(prop)) {
      if (eventName !== 'api.getter' || !this.#roots.includes(prop)) throw unavailable(`Application.${prop}`);
      if (typeof objId === 'number' && objId > 0) this.#objects.add(objId);
      return undefined;
    }
    if (!this.#objects.has(parentObjId)) throw new ModelError('This object does not exist any more.');
    if (!this.#members.includes(prop)) throw unavailable(prop);
    if (eventName === 'api.getter') return this.#get(prop);
    if (eventName === 'api.setter') return this.#set(prop, value);
    return this.#call(prop, args);
  }

  #get(prop: string): unknown {
    const values: Record<string, unknown> = {
      Name: this.name,
      Zoom: this.#view.zoom,
      PagesCount: this.#view.total,
      CurrentPage: this.#view.position,
    };
    // A method is read before it is called; nothing is to be said then.
    return values[prop];
  }

  #set(prop: string, value: unknown): void {
    if (prop === 'CurrentPage') this.#goTo(value);
    else if (prop === 'Zoom') {
      if (typeof value !== 'number' || !(value > 0)) throw new ModelError('Zoom is a number of percent.');
      this.#view.setZoom(clampZoom(value));
    } else throw new ModelError(`${prop} cannot be assigned.`);
  }

  #call(prop: string, args: readonly unknown[]): void {
    if (prop !== 'JumpToPage') throw new ModelError(`${prop} is not a method.`);
    this.#goTo(args[0]);
  }

  #goTo(value: unknown): void {
    const wanted = PageNumber.safeParse(value);
    const page = wanted.success ? (typeof wanted.data === 'number' ? wanted.data : wanted.data.PageNum) : Number.NaN;
    if (!Number.isInteger(page) || page < 1 || page > this.#view.total) throw new ModelError(`There are pages 1 to ${this.#view.total}.`);
    this.#view.goTo(page);
  }
}

function unavailable(name: string): ModelError {
  return new ModelError(`${name} is not available in this viewer.`);
}
