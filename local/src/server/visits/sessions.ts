/** Who may see which document until when: what GenerateWebofficeToken and RefreshWebofficeToken hand out. In memory; a restart ends all. */
import { randomBytes } from 'node:crypto';
import type { SessionInfo } from '../../shared/page-api.js';
import type { StoredFile } from '../documents/store.js';

/** What a Generate call fixed for the life of its session. */
export interface Session {
  fileId: string;
  file: StoredFile;
  filename: string;
  permission: SessionInfo['permission'];
  user: SessionInfo['user'];
  hidecmb: boolean;
  cachePreview: boolean;
  previewPages: number | undefined;
  watermark: SessionInfo['watermark'];
  password: string | undefined;
  /** Topic for notifications. */
  topic: string | undefined;
  userData: string;
  /** Whether the bucket lets IMM read the document with the Referer given. */
  mayRead: boolean;
}

export interface IssuedPair {
  accessToken: string;
  refreshToken: string;
  /** ms since the epoch */
  accessTokenExpiredTime: number;
  /** ms since the epoch */
  refreshTokenExpiredTime: number;
}

interface Entry {
  session: Session;
  /** ms since the epoch */
  expires: number;
}

export interface Lifetimes {
  /** ms */
  accessToken: number;
  /** ms */
  refreshToken: number;
}

export class SessionStore {
  readonly #access = new Map<string, Entry>();
  readonly #refresh = new Map<string, Entry>();

  readonly #ends = new Map<Session, NodeJS.Timeout>();

  /** @param onEnd no token of a session lives any more */
  constructor(
    private readonly lifetimes: Lifetimes,
    private readonly onEnd: (session: Session) => void,
  ) {}

  issue(session: Session): IssuedPair {
    const now = Date.now();
    for (const tokens of [this.#access, this.#refresh]) dropExpired(tokens, now);
    const pair = {
      accessToken: newToken(),
      refreshToken: newToken(),
      accessTokenExpiredTime: now + this.lifetimes.accessToken,
      refreshTokenExpiredTime: now + this.lifetimes.refreshToken,
    };
    this.#access.set(pair.accessToken, { session, expires: pair.accessTokenExpiredTime });
    this.#refresh.set(pair.refreshToken, { session, expires: pair.refreshTokenExpiredTime });
    this.#endAfter(session, Math.max(this.lifetimes.accessToken, this.lifetimes.refreshToken));
    return pair;
  }

  /** Ends nothing, only forgets that it would. */
  close(): void {
    for (const timer of this.#ends.values()) clearTimeout(timer);
  }

  /**
   * The next pair, or undefined when the refresh token is not good or belongs to another access token. The refresh token is used up.
   * An access token that has expired or rotated may still be named: IMM does not say that it may not.
   */
  rotate(accessToken: string, refreshToken: string): IssuedPair | undefined {
    const entry = this.#refresh.get(refreshToken);
    if (!entry || entry.expires <= Date.now()) return undefined;
    const known = this.#access.get(accessToken);
    if (known && known.session !== entry.session) return undefined;
    this.#refresh.delete(refreshToken);
    return this.issue(entry.session);
  }

  /** The session of an access token and the ms it still lives. */
  find(accessToken: string): { session: Session; expiresIn: number } | undefined {
    const entry = this.#access.get(accessToken);
    const expiresIn = entry ? entry.expires - Date.now() : 0;
    return entry && expiresIn > 0 ? { session: entry.session, expiresIn } : undefined;
  }

  /** Of all users who may have a document open, the newest last. */
  at(fileId: string): Session[] {
    return [...new Set([...this.#access.values()].map(({ session }) => session))].filter((session) => session.fileId === fileId);
  }

  #endAfter(session: Session, lifetime: number): void {
    clearTimeout(this.#ends.get(session));
    const end = () => {
      this.#ends.delete(session);
      for (const tokens of [this.#access, this.#refresh]) dropExpired(tokens, Date.now());
      this.onEnd(session);
    };
    this.#ends.set(session, setTimeout(end, Math.min(lifetime, LONGEST)).unref());
  }
}

/** Longest time a timer can wait, ms. */
const LONGEST = 2 ** 31 - 1;

/** 32 hex digits, as IMM's are. */
function newToken(): string {
  return randomBytes(16).toString('hex');
}

/** A map keeps the order of insertion, and with one lifetime that is the order of expiry. */
function dropExpired(tokens: Map<string, Entry>, now: number): void {
  for (const [token, { expires }] of tokens) {
    if (expires > now) break;
    tokens.delete(token);
  }
}
