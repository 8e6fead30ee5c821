/** IMM's API, version 2020-09-30, as far as WebOffice goes: GenerateWebofficeToken and RefreshWebofficeToken. */
import type { AccessKeys } from './access-keys.js';
import { mayRead, type BucketSettings } from './buckets.js';
import { readGenerateParameters, type UserNames } from './generate-parameters.js';
import { ImmFault, invalid, notFound } from '../imm-fault.js';
import type { UploadGuard } from '../visits/upload-guard.js';
import { required, type Parameters } from './parameter-values.js';
import type { IssuedPair, Session, SessionStore } from '../visits/sessions.js';
import { fileIdOf, type DocumentStore } from '../documents/store.js';
import type { Versions } from '../documents/versions.js';

export interface ImmApiOptions {
  projects: readonly string[];
  accessKeys: AccessKeys;
  buckets: Readonly<Record<string, BucketSettings>>;
  userNames: UserNames | undefined;
  store: DocumentStore;
  sessions: SessionStore;
  versions: Versions;
  edits: UploadGuard;
  /** Where the office pages are, e.g. `http://127.0.0.1:8081`. */
  officeOrigin: () => string;
  /** A document is about to be opened. */
  onGenerate: (session: Session) => void;
}

type Answer = Record<string, unknown>;
type Action = (parameters: Parameters) => Answer | Promise<Answer>;

export class ImmApi {
  readonly #actions: Readonly<Record<string, Action>> = {
    GenerateWebofficeToken: (parameters) => this.#generate(parameters),
    RefreshWebofficeToken: (parameters) => this.#refresh(parameters),
  };

  constructor(private readonly options: ImmApiOptions) {}

  /** @param accessKeyId who calls @throws {ImmFault} */
  async call(accessKeyId: string, action: string, version: string, parameters: Parameters): Promise<Answer> {
    if (version !== '2020-09-30') throw new ImmFault(400, 'NoSuchVersion', 'Specified api version does not exist.');
    const run = Object.hasOwn(this.#actions, action) ? this.#actions[action] : undefined;
    if (!run) throw new ImmFault(404, 'InvalidAction.NotFound', 'Specified api is not found, please check your url and method.');
    const project = required(parameters, 'ProjectName');
    this.options.accessKeys.authorize(accessKeyId, action, project);
    if (!this.options.projects.includes(project)) throw notFound(`acs:imm::local:project/${project}`);
    return run(parameters);
  }

  async #generate(parameters: Parameters): Promise<Answer> {
    const { sourceURI, officeType, externalUploaded, referer, ...wish } = readGenerateParameters(parameters, this.options.userNames);
    const file = await this.options.store.find(sourceURI);
    if (!file) throw notFound(sourceURI);
    await this.#checkUpload(file.path, externalUploaded);
    const fileId = fileIdOf(sourceURI);
    const isReadable = mayRead(sourceURI, referer, this.options.buckets);
    const session = { fileId, file, mayRead: isReadable, ...wish };
    const pair = this.options.sessions.issue(session);
    this.options.onGenerate(session);
    return { WebofficeURL: `${this.options.officeOrigin()}/office/${officeType}/${fileId}?_w_tokentype=1`, ...answer(pair) };
  }

  /** "false (default): Uploading a file with the same name to OSS is not an expected behavior. The API returns an error." Which, nobody has published. */
  async #checkUpload(path: string, isExpected: boolean): Promise<void> {
    const { versions, edits } = this.options;
    const check = async () => (await versions.check(path)) ?? 0;
    if (!(await edits.isDisturbed(path, check))) return;
    if (!isExpected) throw invalid('ExternalUploaded');
    edits.accept(path, await check());
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
