/** The host's users as IMM takes them: User.Id mapped to what the API page allows, User.Name as people write it where IMM accepts that. */
import { createHash } from 'node:crypto';
import type { User } from './grant.js';
import type { ImmClient } from './imm-client.js';
import { ImmError } from './imm-error.js';

/**
 * How User.Name is sent. `original`: as the host has it. `documented`: only what IMM's API page allows, letters, digits and `- _ + / = @`.
 * `auto`: as the host has it, and in the documented form once IMM has refused such a name.
 */
export type UserNameForm = 'auto' | 'original' | 'documented';

/** WebofficeUser, as it is sent. */
export interface ImmUser {
  Id: string;
  Name: string;
  Avatar?: string;
}

/** IMM takes ids of at most this many letters and digits. */
const ID_LENGTH = 15;
/** … and names of at most this many characters. */
const NAME_LENGTH = 32;

/**
 * Calls IMM with the user in the form it accepts. That IMM refuses names is remembered for each client of the process and for each kind of characters
 * in a name (see {@link kindOf}), so that one name with a rare character does not change how everybody else is shown.
 * @param call sends the request with this user
 * @throws {unknown} what the last `call` was rejected with
 */
export async function withUser<T>(imm: ImmClient, form: UserNameForm, user: User, call: (user: ImmUser) => Promise<T>): Promise<T> {
  const original = immUser(user, originalName(user.name));
  const documented = async () => immUser(user, await documentedName(user.name));
  if (form === 'original') return call(original);
  const kind = kindOf(original.Name);
  if (kind === '') return call(original);
  const refusedKinds = refusedKindsOf(imm);
  if (form === 'documented' || refusedKinds.has(kind)) return call(await documented());
  try {
    return await call(original);
  } catch (error) {
    if (!isUserRefusal(error)) throw error;
    const answer = await call(await documented());
    // Only now it is known that the name was at fault, and not the avatar, say.
    refusedKinds.add(kind);
    return answer;
  }
}

const refusals = new WeakMap<ImmClient, Set<string>>();

function refusedKindsOf(imm: ImmClient): Set<string> {
  const known = refusals.get(imm) ?? new Set();
  refusals.set(imm, known);
  return known;
}

/**
 * Which characters beyond the documented ones a name has: letters, signs (spaces, dots, …), characters outside the Basic Multilingual Plane (emoji, rare ideographs,
 * which some databases refuse). Empty for a name of documented characters only.
 */
function kindOf(name: string): string {
  const rest = name.replace(/[A-Za-z0-9\-_+/=@]/g, '');
  const kinds = { letters: /\p{L}|\p{M}|\p{N}/u, signs: /[^\p{L}\p{M}\p{N}]/u, astral: /[\u{10000}-\u{10FFFF}]/u };
  return Object.entries(kinds)
    .filter(([, pattern]) => pattern.test(rest))
    .map(([kind]) => kind)
    .join();
}

/** IMM names the parameter in the code (API page: `InvalidArgument.User`) or, with a general code, in the message. */
function isUserRefusal(error: unknown): boolean {
  if (!(error instanceof ImmError)) return false;
  const { code, message } = error;
  return (
    /^Invalid(Argument\.|Parameter\.)?User(\.?Name)?$/.test(code) ||
    (/^Invalid(Argument|Parameter)$/.test(code) && /\bUser\b/.test(message))
  );
}

function immUser({ id, avatar }: User, name: string): ImmUser {
  const immId = immIdOf(id);
  return { Id: immId, Name: name || immId, ...(avatar && { Avatar: avatar }) };
}

/** Ids that fit are kept; all others become a hash of full length, which no kept id has, so the two cannot meet. */
export function immIdOf(id: string): string {
  return /^[A-Za-z0-9]+$/.test(id) && id.length < ID_LENGTH ? id : hash(id);
}

/** The first 32 code points, without control and bidirectional characters: a name is shown in the middle of other people's pages. */
function originalName(name = ''): string {
  const visible = name.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim();
  return Array.from(visible).slice(0, NAME_LENGTH).join('').trim();
}

/** The name in the characters the API page allows; empty when nothing readable is left. */
async function documentedName(name = ''): Promise<string> {
  const latin = /\p{Script=Han}/u.test(name) ? await toPinyin(name) : name;
  const documented = latin
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9\-_+/=@]+/g, '_')
    .slice(0, NAME_LENGTH);
  return /[A-Za-z0-9]/.test(documented) ? documented : '';
}

/** `张伟` as `ZhangWei`, surnames read as surnames (`单` is Shan). */
async function toPinyin(name: string): Promise<string> {
  // Loaded when it is needed for the first time: its dictionary takes about 0.2 s.
  const { pinyin } = await import('pinyin-pro');
  const syllables = pinyin(name, { toneType: 'none', v: true, surname: 'head', type: 'all' });
  return syllables.map(({ origin, result, isZh }) => (isZh ? capitalized(result) : origin)).join('');
}

const capitalized = (syllable: string) => syllable.charAt(0).toUpperCase() + syllable.slice(1);

/** 15 characters of base 36 hold 77 bits of the hash. */
function hash(id: string): string {
  const number = BigInt(`0x${createHash('sha256').update(id).digest('hex')}`);
  return number.toString(36).padStart(ID_LENGTH, '0').slice(-ID_LENGTH);
}
