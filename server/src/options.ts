/** What a host gives the token endpoint: its IMM client, its decision, and what else it configures. */
import type { OpenRequest } from 'imm-weboffice/contract';
import type { TokenEvent } from './audit.js';
import type { Grant } from './grant.js';
import type { ImmClient } from './imm-client.js';
import type { UserNameForm } from './user.js';

/** What the host's `authorize` is asked. */
export interface AuthorizeContext {
  /** The browser's request, with its cookies and headers; its body is already read. */
  request: Request;
  action: 'open' | 'refresh';
  /** The document as the element names it (`src`): without `..` segments, control and invisible characters. */
  sourceURI: string;
  /** What the element asks for at `open`; at `refresh` what it asked then: document, permission, pages, cached preview, and the user's id and name. */
  asked: OpenRequest;
  /** The signed grant that came with this request, not checked yet; see `authorizeByGrant`. */
  grant?: string | undefined;
  /** At `refresh`: the grant that this session was last opened or refreshed with. */
  keptGrant?: string | undefined;
}

/**
 * A host's decision: a grant, or a refusal. It may throw a `Refusal` to say which: `new Refusal('Unauthenticated', 'sign in first')`. Anything else it
 * throws is a failure of the host: 500, and `onError`.
 */
export type Authorize = (context: AuthorizeContext) => Grant | false | null | undefined | Promise<Grant | false | null | undefined>;

/** Options of {@link createTokenHandler}. `imm` is the only one that it cannot do without; without `authorize` every request is refused. */
export interface TokenHandlerOptions {
  imm: ImmClient;
  /**
   * The host's own decision: who is this, and what may they do with the document? Anything but a grant is a refusal.
   * Asked again at every refresh: when it then grants less, or another document, user, watermark or file name, the session ends and the element
   * opens anew with the new rights. An access token that was given before lives to its end, 30 minutes at most.
   * Without it, everything is denied.
   */
  authorize?: Authorize | undefined;
  /**
   * Seals refresh tokens; at least 32 characters, the same on every server. Several, the newest first, while one replaces another: `[new, old]`.
   * Without it, a random one, so that a restart ends running sessions' refreshes (they open anew): a warning, and in production an error.
   */
  secret?: string | readonly string[] | undefined;
  /**
   * How users' names are sent: `auto` (default) as they are, and in the form IMM's API page documents once IMM has refused such a name; `original` and
   * `documented` force one of the two. The documented form writes Chinese names in pinyin.
   */
  userNames?: UserNameForm | undefined;
  /** Referer that OSS expects of whoever reads the bucket (hotlink protection). */
  referer?: string | undefined;
  /** MNS topic for save and rename messages, the older way; `notification` is the newer. */
  notifyTopicName?: string | undefined;
  /** Where save and rename messages go, as IMM takes it: `{ MNS: { TopicName: … } }`. */
  notification?: Record<string, unknown> | undefined;
  /** Chained authorization, as IMM takes it; leave it out unless documents belong to other accounts. */
  credentialConfig?: Record<string, unknown> | undefined;
  /** Origins other than the endpoint's own that may call it, e.g. `https://app.example.com`. */
  allowedOrigins?: readonly string[] | undefined;
  /** ms a request's body may take to come; default 10,000. What comes later is answered with 408. */
  bodyTimeout?: number | undefined;
  /** Called with every failure that is not the caller's (5xx); the default writes one line to stderr. Never holds a token. */
  onError?: ((error: unknown) => unknown) | undefined;
  /** Called once for every request that is answered, preflights aside. Nothing waits for it; what it throws goes to `onError`. */
  onEvent?: ((event: TokenEvent) => unknown) | undefined;
}
