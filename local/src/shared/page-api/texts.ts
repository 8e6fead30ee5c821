/** Changes of texts, and texts that are written together. */
import * as z from 'zod/mini';

/** One stretch of a text replaced. Places count characters (UTF-16) of the base, each line break as one. */
export const TextChange = z.object({ from: z.int().check(z.gte(0)), to: z.int().check(z.gte(0)), insert: z.string() });
export type TextChange = z.infer<typeof TextChange>;

/** In order, without overlaps. */
export const TextChanges = z.object({ changes: z.array(TextChange) });

const Place = z.int().check(z.gte(0));
const LineText = z.string().check(z.regex(/^[^\r\n]*$/));
/**
 * Changes of a whole text in order, as CodeMirror writes a ChangeSet: characters that stay, or how many go and the lines that come instead.
 * A line break is one character.
 */
export const LiveChange = z.array(z.union([Place, z.tuple([Place], LineText)]));
export type LiveChange = z.infer<typeof LiveChange>;

/** A page's in one room. */
const ClientName = z.string().check(z.minLength(1), z.maxLength(64));
/** Changes that one page made in one step; `client` tells the pages of a room apart. */
export const LiveUpdate = z.object({ client: ClientName, changes: LiveChange });
export type LiveUpdate = z.infer<typeof LiveUpdate>;

/** Changes that a page sends to a text that several people edit. */
export const LivePush = z.object({
  /** The room's name, from `X-Live`. */
  room: z.string(),
  /** How many changes the page has. */
  since: Place,
  /** Its own, in order; they are taken when it has all others. */
  updates: z.array(LiveUpdate).check(z.maxLength(1_000)),
  /** Where it writes, after its changes. Absent while that is the same. */
  cursor: z.optional(z.object({ anchor: Place, head: Place })),
});
export type LivePush = z.infer<typeof LivePush>;

/** The last changes of a page that goes. It cannot know whether a push that is under way came before. */
export const LiveFarewell = z.object({
  room: z.string(),
  since: Place,
  client: ClientName,
  /** All that it has made since, as one. */
  changes: LiveChange,
  /** How many updates are under way, and what is left to be done if they have been taken. */
  sent: z.int().check(z.gte(0)),
  rest: LiveChange,
});
export type LiveFarewell = z.infer<typeof LiveFarewell>;

/** The answer to a push and to `live`: what the page lacks of the changes and cursors of others. Offsets are in characters of the text. */
export const LiveState = z.object({
  /** How many changes there are. */
  version: z.number(),
  /** Grows with whatever there is to get here. */
  revision: z.number(),
  /** The changes the page had not. */
  updates: z.array(LiveUpdate),
  /** Where others write, after all changes. */
  cursors: z.array(z.object({ id: z.string(), name: z.string(), anchor: z.number(), head: z.number() })),
  /** The newest version of the file, and how many of the changes are in it. */
  saved: z.object({ version: z.number(), live: z.number() }),
});
export type LiveState = z.infer<typeof LiveState>;
