/** The two exchanges of the token endpoint: a wish and a grant for credentials, and one pair of tokens for the next. */
import { Credentials, TokenPair, describeIssues, unwrap } from 'imm-weboffice/contract';
import type { OpenRequest, RefreshRequest } from 'imm-weboffice/contract';
import type { TokenEventDraft } from './audit.js';
import { decidedByHost, effectiveGrant, immFilename, readGrant, type Grant } from './grant.js';
import { fingerprint, grantedOf, reasonToEnd, rightsOf } from './granted.js';
import { Refusal } from './http.js';
import { ImmError } from './imm-error.js';
import { refusalOf, type RefusedCall } from './imm-refusal.js';
import type { AuthorizeContext, TokenHandlerOptions } from './options.js';
import { checkNames, checkRules } from './rules.js';
import type { Seal, Sealed } from './seal.js';
import { withUser } from './user.js';

/** Answers `open` and `refresh`; what becomes known on the way goes into `event`. @throws {Refusal} @throws {Error} of the host's own failures */
export function createExchange(options: TokenHandlerOptions, seal: Seal) {
  const { imm, userNames = 'auto' } = options;

  async function authorize(context: AuthorizeContext, event: TokenEventDraft): Promise<Grant> {
    event.sourceURI = context.sourceURI;
    const answer = await options.authorize?.(context);
    if (!answer) throw new Refusal('AccessDenied', 'the host does not allow this');
    const grant = readGrant(answer);
    event.userId = grant.user.id;
    return grant;
  }

  async function open(request: Request, { grant: signed, ...asked }: OpenRequest, event: TokenEventDraft) {
    checkNames(asked);
    const grant = await authorize(
      { request, action: 'open', sourceURI: asked.sourceURI, asked, ...(signed !== undefined && { grant: signed }) },
      event,
    );
    const effective = effectiveGrant(asked, grant);
    const { sourceURI, permission } = effective;
    Object.assign(event, { document: sourceURI, permission });
    const filename = immFilename(asked, effective);
    const notified = options.notification !== undefined || options.notifyTopicName !== undefined;
    checkRules({ sourceURI, filename, permission, asked, notified });
    if (grant.userData !== undefined && !notified) {
      throw new TypeError('the grant has userData, which comes back in notifications, and none are configured');
    }
    const watermark = effective.watermark ?? asked.watermark;
    const parameters = {
      SourceURI: sourceURI,
      Filename: filename,
      Permission: pascal(permission),
      CachePreview: effective.cachePreview,
      PreviewPages: effective.previewPages,
      Password: asked.password,
      Hidecmb: effective.hidecmb,
      Watermark: watermark && pascal(watermark),
      UserData: grant.userData ?? asked.userData,
      ExternalUploaded: asked.externalUploaded,
      Referer: options.referer,
      NotifyTopicName: options.notifyTopicName,
      Notification: options.notification,
      CredentialConfig: options.credentialConfig,
    };
    const call = { action: 'open', reference: asked.sourceURI, decidedByHost: decidedByHost(asked, grant) } as const;
    const answer = await answerOf(
      call,
      event,
      withUser(imm, userNames, grant.user, (User) => imm.call('GenerateWebofficeToken', { ...parameters, User })),
    );
    const credentials = check(Credentials.safeParse(unwrap(answer)));
    const granted = grantedOf(effective);
    const pair = await sealed(credentials, { asked: keptOf(asked, signed), granted, grant: signed });
    return { webofficeURL: credentials.webofficeURL, ...pair, rights: rightsOf(effective, watermark) };
  }

  async function refresh(request: Request, { accessToken, refreshToken, grant: signed }: RefreshRequest, event: TokenEventDraft) {
    const content = await seal.open(refreshToken);
    if (!content) throw new Refusal('SessionExpired', 'this refresh token is no longer good');
    const { granted } = content;
    event.sourceURI = content.asked.sourceURI;
    if (content.accessToken !== fingerprint(accessToken)) {
      throw new Refusal('SessionExpired', 'this refresh token belongs to another access token');
    }
    const asked = content.asked as OpenRequest;
    const grants = { ...(signed !== undefined && { grant: signed }), ...(content.grant !== undefined && { keptGrant: content.grant }) };
    const context = { request, action: 'refresh', sourceURI: asked.sourceURI, asked, ...grants } as const;
    const grant = await authorize(context, event);
    const effective = effectiveGrant(asked, grant);
    const reason = reasonToEnd(granted, grantedOf(effective));
    // When it goes on, then with what the first call fixed, whatever more is granted now.
    Object.assign(event, { document: effective.sourceURI, permission: reason ? effective.permission : granted.permission });
    if (reason) throw new Refusal('SessionExpired', `this session ends: ${reason}`);
    const call = { action: 'refresh', reference: asked.sourceURI, decidedByHost: [] } as const;
    const answer = await answerOf(
      call,
      event,
      imm.call('RefreshWebofficeToken', { AccessToken: accessToken, RefreshToken: content.refreshToken }),
    );
    return sealed(check(TokenPair.safeParse(unwrap(answer))), { ...content, grant: signed ?? content.grant });
  }

  async function sealed(pair: TokenPair, { asked, granted, grant }: Pick<Sealed, 'asked' | 'granted' | 'grant'>) {
    const { accessToken, accessTokenExpiredTime, refreshTokenExpiredTime } = pair;
    const content = { asked, granted, grant, accessToken: fingerprint(accessToken), refreshToken: pair.refreshToken };
    return {
      accessToken,
      refreshToken: await seal.close(content, new Date(refreshTokenExpiredTime)),
      accessTokenExpiredTime: new Date(accessTokenExpiredTime).toISOString(),
      refreshTokenExpiredTime: new Date(refreshTokenExpiredTime).toISOString(),
      serverTime: new Date().toISOString(),
    };
  }

  return { open, refresh };
}

/** IMM's answer. @throws {Refusal} when IMM refused */
async function answerOf(call: RefusedCall, event: TokenEventDraft, calling: Promise<Record<string, unknown>>) {
  try {
    const answer = await calling;
    event.requestId = typeof answer.RequestId === 'string' ? answer.RequestId : undefined;
    return answer;
  } catch (error) {
    throw error instanceof ImmError ? refusalOf(error, call) : error;
  }
}

/**
 * What `authorize` is asked with again at a refresh. Without the password, and without texts that could make the token longer than a page may send:
 * with a signed grant, which names the user itself, also without the browser's hint.
 */
function keptOf(
  { action, sourceURI, permission, previewPages, cachePreview, user }: OpenRequest,
  signed: string | undefined,
): Sealed['asked'] {
  const hint = user && signed === undefined && { user: { id: user.id, name: user.name } };
  return { action, sourceURI, permission, previewPages, cachePreview, ...hint };
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
