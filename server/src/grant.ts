/** What the host grants, and how that meets what the browser asks for. The browser's wishes can only narrow it. */
import * as z from 'zod/mini';
import {
  describeIssues,
  type EffectivePermission,
  LIMITS,
  officeTypeOf,
  type OpenRequest,
  Permission,
  Watermark,
} from 'imm-weboffice/contract';
import { fitMode, type ModeOptions } from './mode.js';

/** Who a document is opened for, by the host's own names. */
export interface User {
  /** Stable and unique among the host's users; not empty. */
  id: string;
  /** Shown to others in the document, up to 32 characters of it. */
  name?: string | undefined;
  /** URL of a picture. */
  avatar?: string | undefined;
}

/** What `authorize` answers when somebody may open a document. */
export interface Grant {
  user: User;
  /** The document's real place, `oss://bucket/key`, when the browser names it otherwise. The browser never sees it. */
  sourceURI?: string | undefined;
  /** File name to show, whatever the browser asks. */
  filename?: string | undefined;
  /** The most that is allowed; default: reading only. */
  permission?: Permission | undefined;
  /** The most pages shown, 1 to 5,000; fewer if the browser asks for fewer. */
  previewPages?: number | undefined;
  /** Drawn over the pages, whatever the browser asks. Another watermark at a refresh ends the session, so let it not change by the minute. */
  watermark?: Watermark | undefined;
  /** Comes back in notifications, whatever the browser asks; at most 2,048 bytes of UTF-8. */
  userData?: string | undefined;
}

const id = 'empty or has no visible character';

/** At least one character that is neither white space nor invisible. */
const VISIBLE = /[^\s\p{C}\p{Default_Ignorable_Code_Point}]/u;

const GrantSchema = z.object({
  user: z.object({ id: z.string().check(z.regex(VISIBLE, id)), name: z.optional(z.string()), avatar: z.optional(z.string()) }),
  sourceURI: z.optional(z.string().check(z.regex(/^oss:\/\/[^/]+\/.+/s, 'not oss://bucket/key'))),
  filename: z.optional(z.string().check(z.refine(isFilename, 'without an extension that IMM opens, in lower case'))),
  permission: z.optional(Permission),
  previewPages: z.optional(z.int().check(z.minimum(1), z.maximum(LIMITS.pages))),
  watermark: z.optional(Watermark),
  userData: z.optional(
    z.string().check(z.refine((text) => Buffer.byteLength(text) <= LIMITS.userData, `longer than ${LIMITS.userData} bytes`)),
  ),
});

function isFilename(name: string): boolean {
  return /\.[a-z]+$/.test(name) && officeTypeOf(name) !== undefined;
}

/**
 * Reads what the host's `authorize` answered. `null` in an optional field, as databases have it, counts as absent.
 * @throws {TypeError} for anything that is no grant; its message is for the host's log and holds no value
 */
export function readGrant(answer: unknown): Grant {
  const result = GrantSchema.safeParse(withoutNulls(answer));
  if (!result.success) {
    throw new TypeError(
      `authorize has to answer a grant, { user: { id: 'not empty' }, … }, or false: ${describeIssues(result.error)} (docs: Security, "Your backend decides")`,
    );
  }
  return result.data;
}

function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, withoutNulls(field)]));
}

/** What a session may do, once the host has spoken: asked and granted, as far as the effective mode has a use for it. */
export interface EffectiveGrant {
  /** The host's user. */
  userId: string;
  sourceURI: string;
  permission: EffectivePermission;
  previewPages: number | undefined;
  cachePreview: boolean | undefined;
  hidecmb: boolean | undefined;
  /** The host's, if it names one. */
  filename: string | undefined;
  /** The host's, if it draws one. */
  watermark: Watermark | undefined;
}

/** @param asked at a refresh, what was asked at `open` */
export function effectiveGrant(asked: ModeOptions & Pick<OpenRequest, 'sourceURI' | 'permission'>, grant: Grant): EffectiveGrant {
  const wish = fitMode(asked, effectivePermission(asked.permission, grant.permission));
  return {
    userId: grant.user.id,
    sourceURI: grant.sourceURI ?? asked.sourceURI,
    permission: wish.permission,
    previewPages: effectivePages(wish.previewPages, grant.previewPages),
    cachePreview: wish.cachePreview,
    hidecmb: wish.hidecmb,
    filename: grant.filename,
    watermark: grant.watermark,
  };
}

/** Asked and granted, nothing more; and nothing that needs something which is not granted. */
export function effectivePermission(asked: Permission = {}, granted: Permission = {}): EffectivePermission {
  const readonly = asked.readonly !== false || granted.readonly !== false;
  const both = (name: keyof Permission) => asked[name] === true && granted[name] === true;
  return {
    readonly,
    rename: both('rename'),
    history: both('history') && !readonly,
    copy: both('copy'),
    export: both('export') && both('print'),
    print: both('print'),
  };
}

/** The smaller of what is asked and what is granted. */
export function effectivePages(asked: number | undefined, granted: number | undefined): number | undefined {
  return asked === undefined ? granted : Math.min(asked, granted ?? asked);
}

/** IMM's parameters whose value is the host's, so that a refusal of them is the host's failure. */
export function decidedByHost(asked: OpenRequest, grant: Grant): readonly string[] {
  const { sourceURI, filename, previewPages, watermark, userData } = grant;
  const decided = {
    SourceURI: sourceURI !== undefined,
    Filename: filename !== undefined || (sourceURI !== undefined && asked.filename === undefined),
    PreviewPages: previewPages !== undefined,
    Watermark: watermark !== undefined,
    UserData: userData !== undefined,
  };
  return Object.entries(decided).flatMap(([name, isDecided]) => (isDecided ? [name] : []));
}

/**
 * IMM's Filename. A name that is made from the document's own gets its extension in lower case, as the API page asks
 * ("uppercase file name extension"); a name that somebody chose is left as it is, and checked.
 */
export function immFilename(asked: OpenRequest, grant: EffectiveGrant): string {
  const { sourceURI } = grant;
  const own = (sourceURI.split('/').pop() ?? sourceURI).replace(/\.[A-Za-z0-9]+$/, (extension) => extension.toLowerCase());
  return grant.filename ?? asked.filename ?? own;
}
