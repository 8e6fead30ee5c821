/** What the host grants, and how that meets what the browser asks. The browser's wishes can only narrow it. */
import { createHash } from 'node:crypto';
import type { OpenRequest, Permission, Watermark } from '../contract/requests.js';

/** Who a document is opened for, by the host's own names. */
export interface User {
  /** Stable and unique among the host's users. */
  id: string;
  /** Shown to others in the document. */
  name?: string;
  /** URL of a picture. */
  avatar?: string;
}

/** What `authorize` answers when somebody may open a document. */
export interface Grant {
  user: User;
  /** The document's real place, `oss://bucket/key`, when the browser names it otherwise. */
  sourceURI?: string;
  /** File name to show, whatever the browser asks. */
  filename?: string;
  /** The most that is allowed; default: reading only. */
  permission?: Permission;
  /** The most pages shown, 1 to 5,000; fewer if the browser asks for fewer. */
  previewPages?: number;
  /** Drawn over the pages, whatever the browser asks. */
  watermark?: Watermark;
}

/** Asked and granted, nothing more; and nothing that needs something which is not granted. */
export function effectivePermission(asked: Permission = {}, granted: Permission = {}): Required<Permission> {
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

/**
 * IMM's Filename. A name that is made from the document's own gets its extension in lower case, as the API page asks
 * ("uppercase file name extension"); a name that somebody chose is left as it is, and checked.
 */
export function immFilename(request: OpenRequest, grant: Grant, sourceURI: string): string {
  const own = (sourceURI.split('/').pop() ?? sourceURI).replace(/\.[A-Za-z0-9]+$/, (extension) => extension.toLowerCase());
  return grant.filename ?? request.filename ?? own;
}

/** IMM takes ids of at most this many letters and digits. */
const ID_LENGTH = 15;
/** … and names of at most this many characters. */
const NAME_LENGTH = 32;

/**
 * A host's user as IMM accepts it: Id letters and digits, Name letters, digits and `- _ + / = @`.
 * Ids that fit are kept; all others become a hash of full length, which no kept id has, so the two cannot meet.
 */
export function immUser(user: User): { Id: string; Name: string; Avatar?: string } {
  const fits = /^[A-Za-z0-9]+$/.test(user.id) && user.id.length < ID_LENGTH;
  const id = fits ? user.id : hash(user.id);
  const name = (user.name ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9\-_+/=@]+/g, '_')
    .slice(0, NAME_LENGTH);
  return { Id: id, Name: /[A-Za-z0-9]/.test(name) ? name : id, ...(user.avatar && { Avatar: user.avatar }) };
}

/** 15 characters of base 36 hold 77 bits of the hash. */
function hash(id: string): string {
  const number = BigInt(`0x${createHash('sha256').update(id).digest('hex')}`);
  return number.toString(36).padStart(ID_LENGTH, '0').slice(-ID_LENGTH);
}
