/** IMM's API, version 2020-09-30, as far as WebOffice goes: GenerateWebofficeToken and RefreshWebofficeToken. */
import { readGenerateParameters, required, type Parameters } from './generate-parameters.js';
import { ImmFault, invalid, notFound } from './imm-fault.js';
import type { IssuedPair, SessionStore } from './sessions.js';
import { fileIdOf, type DocumentStore } from './store.js';

export interface ImmApiOptions {
  projects: readonly string[];
  store: DocumentStore;
  sessions: SessionStore;
  /** Where the office pages are, e.g. `http://127.0.0.1:8081`. */
  officeOrigin: () => string;
}

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
    const { sourceURI, officeType, ...wish } = readGenerateParameters(parameters);
    const file = await this.options.store.find(sourceURI);
    if (!file) throw notFound(sourceURI);
    const fileId = fileIdOf(sourceURI);
    const pair = this.options.sessions.issue({ fileId, file, ...wish });
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
