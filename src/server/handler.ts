/** The token endpoint: a Fetch-API handler that checks everything, asks the host's `authorize`, calls IMM, and answers the contract. */
import { Credentials, TokenPair, describeIssues, unwrap } from '../contract/credentials.js';
import { TokenRequest, type OpenRequest, type RefreshRequest } from '../contract/requests.js';
import { Refusal, failed, preflight, readJson, refuseForeign, succeeded } from './http.js';
import { effectivePages, effectivePermission, immFilename, immUser, type Grant } from './grant.js';
import type { ImmClient } from './imm-client.js';
import { fitMode } from './mode.js';
import { logError } from './log.js';
import { checkRules } from './rules.js';
import { createSeal, type Sealed } from './seal.js';

/** What the host's `authorize` is told. */
export interface AuthorizeContext {
  /** The browser's request, with its cookies and headers; its body is already read. */
  request: Request;
  action: 'open' | 'refresh';
  /** The document as the element names it (`src`). */
  sourceURI: string;
  /** What the element asks for at `open`; at `refresh` what it asked then, as far as document, permission and user go. */
  asked: OpenRequest;
}

export interface TokenHandlerOptions {
  imm: ImmClient;
  /**
   * The host's own decision: who is this, and what may they do with the document? Anything but a grant is a refusal.
   * Asked again at every refresh, so that a right taken away ends with the running access token (30 minutes).
   * Without it, everything is denied.
   */
  authorize?: (context: AuthorizeContext) => Grant | false | null | undefined | Promise<Grant | false | null | undefined>;
  /** Seals refresh tokens; at least 32 characters, the same on every server. Default: random, so that a restart ends running sessions' refreshes (they open anew). */
  secret?: string;
  /** Referer that OSS expects of whoever reads the bucket (hotlink protection). */
  referer?: string;
  /** MNS topic for save and rename messages, the older way; `notification` is the newer. */
  notifyTopicName?: string;
  /** Where save and rename messages go, as IMM takes it: `{ MNS: { TopicName: … } }`. */
  notification?: Record<string, unknown>;
  /** Chained authorization, as IMM takes it; leave it out unless documents belong to other accounts. */
  credentialConfig?: Record<string, unknown>;
  /** Origins other than the endpoint's own that may call it, e.g. `https://app.example.com`. */
  allowedOrigins?: readonly string[];
  /** ms a request's body may take to come; default 10,000. What comes later is answered with 408. */
  bodyTimeout?: number;
  /** Told of every failure that is not the caller's; the default writes one line to stderr. Never holds a token. */
  onError?: (error: unknown) => void;
}

export type TokenHandler = (request: Request) => Promise<Response>;

export function createTokenHandler(options: TokenHandlerOptions): TokenHandler {
  const { imm, allowedOrigins = [], bodyTimeout = 10_000, onError = logError } = options;
  const seal = createSeal(options.secret);

  async function authorize(context: AuthorizeContext): Promise<Grant> {
    const grant = await options.authorize?.(context);
    if (!grant) throw new Refusal('AccessDenied', 'the host does not allow this');
    return grant;
  }

  async function open(request: Request, asked: OpenRequest) {
    const grant = await authorize({ request, action: 'open', sourceURI: asked.sourceURI, asked });
    const sourceURI = grant.sourceURI ?? asked.sourceURI;
    const filename = immFilename(asked, grant, sourceURI);
    const { permission, ...wish } = fitMode(asked, effectivePermission(asked.permission, grant.permission));
    const notified = options.notification !== undefined || options.notifyTopicName !== undefined;
    checkRules({ sourceURI, filename, permission, asked, notified });
    const watermark = grant.watermark ?? asked.watermark;
    const answer = await imm.call('GenerateWebofficeToken', {
      SourceURI: sourceURI,
      Filename: filename,
      Permission: pascal(permission),
      User: immUser(grant.user),
      CachePreview: wish.cachePreview,
      PreviewPages: effectivePages(wish.previewPages, grant.previewPages),
      Password: asked.password,
      Hidecmb: wish.hidecmb,
      Watermark: watermark && pascal(watermark),
      UserData: asked.userData,
      ExternalUploaded: asked.externalUploaded,
      Referer: options.referer,
      NotifyTopicName: options.notifyTopicName,
      Notification: options.notification,
      CredentialConfig: options.credentialConfig,
    });
    const credentials = check(Credentials.safeParse(unwrap(answer)));
    // What is needed to ask `authorize` again, and no more: the document's password least of all.
    const kept: OpenRequest = { action: 'open', sourceURI: asked.sourceURI, permission: asked.permission, user: asked.user };
    return { ...credentials, ...(await sealed(credentials, { user: grant.user.id, sourceURI, asked: JSON.stringify(kept) })) };
  }

  async function refresh(request: Request, { accessToken, refreshToken }: RefreshRequest) {
    const content = await seal.open(refreshToken);
    if (!content) throw new Refusal('SessionExpired', 'this refresh token is not good any more');
    const asked = JSON.parse(content.asked) as OpenRequest;
    const grant = await authorize({ request, action: 'refresh', sourceURI: asked.sourceURI, asked });
    if (grant.user.id !== content.user) throw new Refusal('SessionExpired', 'this refresh token was issued to somebody else');
    const answer = await imm.call('RefreshWebofficeToken', { AccessToken: accessToken, RefreshToken: content.refreshToken });
    const pair = check(TokenPair.safeParse(unwrap(answer)));
    return sealed(pair, content);
  }

  async function sealed(pair: TokenPair, content: Omit<Sealed, 'refreshToken'>) {
    const { accessToken, accessTokenExpiredTime, refreshTokenExpiredTime } = pair;
    const { user, sourceURI, asked } = content;
    return {
      accessToken,
      refreshToken: await seal.close({ user, sourceURI, asked, refreshToken: pair.refreshToken }, new Date(refreshTokenExpiredTime)),
      accessTokenExpiredTime: new Date(accessTokenExpiredTime).toISOString(),
      refreshTokenExpiredTime: new Date(refreshTokenExpiredTime).toISOString(),
      serverTime: new Date().toISOString(),
    };
  }

  return async (request) => {
    const allowed = preflight(request, allowedOrigins);
    if (allowed) return allowed;
    try {
      refuseForeign(request, allowedOrigins);
      const body = TokenRequest.safeParse(await readJson(request, bodyTimeout));
      if (!body.success) throw new Refusal('InvalidRequest', describeIssues(body.error));
      const answer = body.data.action === 'open' ? await open(request, body.data) : await refresh(request, body.data);
      return succeeded(answer, request, allowedOrigins);
    } catch (error) {
      return failed(error, request, allowedOrigins, onError);
    }
  };
}

type Parsed<T> =
  { success: true; data: T } | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };

function check<T>(result: Parsed<T>): T {
  if (!result.success) throw new Error(`IMM's answer is not what its API page says: ${describeIssues(result.error)}`);
  return result.data;
}

function pascal(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]));
}
