/** Who may call the API, and what: access keys with the permissions RAM would give them (API page, "RAM authorization"). */
import { matchesGlob } from './glob.js';
import { ImmFault } from '../imm-fault.js';

/** The secret alone: everything is allowed. */
export type AccessKey =
  | string
  | {
      secret: string;
      /** e.g. `imm:GenerateWebofficeToken` or `imm:*`; default: all */
      actions?: readonly string[];
      /** names of projects; default: all */
      projects?: readonly string[];
      /** the SecurityToken that STS gave with the key; its requests have to bring it */
      securityToken?: string;
    };

export class AccessKeys {
  readonly #keys: ReadonlyMap<string, AccessKey>;

  constructor(keys: Readonly<Record<string, AccessKey>>) {
    this.#keys = new Map(Object.entries(keys));
  }

  /** Undefined when there is no such key. */
  secretOf(id: string): string | undefined {
    const key = this.#keys.get(id);
    return typeof key === 'object' ? key.secret : key;
  }

  /**
   * @param token that came with a request
   * @throws {ImmFault} 400 when it isn't the key's; codes: Alibaba Cloud, "Public error codes"
   */
  checkSecurityToken(id: string, token: string | undefined): void {
    const key = this.#keys.get(id);
    const own = typeof key === 'object' ? key.securityToken : undefined;
    if (token === own) return;
    if (token === undefined) throw new ImmFault(400, 'MissingSecurityToken', 'SecurityToken is mandatory for this action.');
    if (own === undefined) {
      throw new ImmFault(400, 'InvalidSecurityToken.MismatchWithAccessKey', 'Specified SecurityToken is not matched with the AccessKey.');
    }
    throw new ImmFault(400, 'InvalidSecurityToken.Malformed', 'Specified SecurityToken is malformed.');
  }

  /** @throws {ImmFault} 403; IMM's own words for it are not published */
  authorize(id: string, action: string, project: string): void {
    const key = this.#keys.get(id);
    const { actions = ['*'], projects = ['*'] } = typeof key === 'object' ? key : {};
    const isAllowed = (value: string, patterns: readonly string[]) => patterns.some((pattern) => matchesGlob(value, pattern));
    if (isAllowed(`imm:${action}`, actions) && isAllowed(project, projects)) return;
    throw new ImmFault(403, 'AccessDenied', `You are not authorized to do imm:${action} on acs:imm::local:project/${project}.`);
  }
}
