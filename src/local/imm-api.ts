/** IMM's API, version 2020-09-30, as far as WebOffice goes: GenerateWebofficeToken and RefreshWebofficeToken. */
import { officeTypeOf } from '../contract/formats.js';
import { ImmFault, invalid, invalidJSON, missing, notFound } from './imm-fault.js';
import type { IssuedPair, SessionStore } from './sessions.js';
import { fileIdOf, type DocumentStore } from './store.js';

export interface ImmApiOptions {
  projects: readonly string[];
  store: DocumentStore;
  sessions: SessionStore;
  /** Where the office pages are, e.g. `http://127.0.0.1:8081`. */
  officeOrigin: () => string;
}

type Parameters = ReadonlyMap<string, string>;
type Answer = Record<string, unknown>;
type Action = (parameters: Parameters) => Answer | Promise<Answer>;

export class ImmApi {
  readonly #actions: Readonly<Record<string, Action>> = {
    GenerateWebofficeToken: (parameters) => this.#generate(parameters),
    RefreshWebofficeToken: (parameters) => this.#refresh(parameters),
  };

  constructor(private readonly options: ImmApiOptions) {}

  /** @throws {ImmFault} */
  async call(action: string, version: string, parameters: Parameters): Promise<Answer> {
    if (version !== '2020-09-30') throw new ImmFault(400, 'NoSuchVersion', 'Specified api version does not exist.');
    const run = Object.hasOwn(this.#actions, action) ? this.#actions[action] : undefined;
    if (!run) throw new ImmFault(404, 'InvalidAction.NotFound', 'Specified api is not found, please check your url and method.');
    const project = required(parameters, 'ProjectName');
    if (!this.options.projects.includes(project)) throw notFound(`acs:imm::local:project/${project}`);
    return run(parameters);
  }

  async #generate(parameters: Parameters): Promise<Answer> {
    const uri = required(parameters, 'SourceURI');
    if (!/^oss:\/\/[^/]+\/.+/s.test(uri)) throw invalid('SourceURI');
    const filename = parameters.get('Filename') ?? uri.split('/').pop() ?? '';
    const officeType = officeTypeOf(filename);
    // The extension decides, and only in lower case (API page, "uppercase file name extension").
    if (!officeType || !/\.[a-z]+$/.test(filename)) throw invalid('Filename');
    const permission = booleans(struct(parameters, 'Permission'), ['Readonly', 'Rename', 'History', 'Copy', 'Export', 'Print']);
    const user = struct(parameters, 'User');
    const hidecmb = booleans({ Hidecmb: parameters.get('Hidecmb') }, ['Hidecmb']).Hidecmb;
    const file = await this.options.store.find(uri);
    if (!file) throw notFound(uri);
    const { Readonly: readonly, Rename: rename, History: history, Copy: copy, Export: export_, Print: print } = permission;
    const fileId = fileIdOf(uri);
    const pair = this.options.sessions.issue({
      fileId,
      file,
      filename,
      permission: { readonly, rename, history, copy, export: export_, print },
      user: { id: text(user.Id), name: text(user.Name) || 'Unknown', ...(user.Avatar ? { avatar: text(user.Avatar) } : {}) },
      hidecmb,
    });
    return { WebofficeURL: `${this.options.officeOrigin()}/office/${officeType}/${fileId}?_w_tokentype=1`, ...answer(pair) };
  }

  #refresh(parameters: Parameters): Answer {
    const pair = this.options.sessions.rotate(required(parameters, 'AccessToken'), required(parameters, 'RefreshToken'));
    // Nobody has seen IMM's own code for this (facts, "unconfirmed").
    if (!pair) throw invalid('RefreshToken');
    return answer(pair);
  }
}

function answer(pair: IssuedPair): Answer {
  // IMM writes nanoseconds.
  const time = (ms: number) => new Date(ms).toISOString().replace('Z', '000000Z');
  return {
    AccessToken: pair.accessToken,
    RefreshToken: pair.refreshToken,
    AccessTokenExpiredTime: time(pair.accessTokenExpiredTime),
    RefreshTokenExpiredTime: time(pair.refreshTokenExpiredTime),
  };
}

function required(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (!value) throw missing(name);
  return value;
}

/** A struct parameter is JSON; published samples use single quotes as well. */
function struct(parameters: Parameters, name: string): Record<string, unknown> {
  const value = parameters.get(name);
  if (!value) return {};
  for (const candidate of [value, value.replaceAll("'", '"')]) {
    try {
      const parsed: unknown = JSON.parse(candidate);
      if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
    } catch {
      // The next candidate, or the error below.
    }
  }
  throw invalidJSON(name);
}

/** Booleans travel as booleans or as strings; what is absent is false. */
function booleans<Name extends string>(fields: Record<string, unknown>, names: readonly Name[]): Record<Name, boolean> {
  const entries = names.map((name) => {
    const value = fields[name] ?? false;
    const isTrue = value === true || value === 'true';
    if (!isTrue && value !== false && value !== 'false') throw invalid(name);
    return [name, isTrue];
  });
  return Object.fromEntries(entries) as Record<Name, boolean>;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
