/** What a page hears while a document is open. */
import * as z from 'zod/mini';

/** Somebody else at the same document. */
export const Person = z.object({
  id: z.string(),
  name: z.string(),
  avatar: z.optional(z.string()),
  /** Whether they may change it. */
  editing: z.boolean(),
  /** The same user as the one who is told, in another page. */
  you: z.boolean(),
});
export type Person = z.infer<typeof Person>;

/** One message of the event stream, by `event`. */
export const PageEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('changed'),
    /** The stored document has a new version. */
    version: z.number(),
    /** Who has saved it, when that was done in a page. */
    by: z.optional(z.object({ id: z.string(), name: z.string() })),
    /** It is what a text that is written together was after so many changes: the page has it, or will have it from `live`. */
    live: z.optional(z.number()),
  }),
  /** Who else is at the document; each user once. Told at the beginning, and whenever somebody comes or goes. */
  z.object({ event: z.literal('people'), people: z.array(Person) }),
  /** There is something new to get from `live`. */
  z.object({ event: z.literal('live'), revision: z.number() }),
  /** Another page has taken the session over; this one gets nothing more. */
  z.object({ event: z.literal('replaced') }),
]);
export type PageEvent = z.infer<typeof PageEvent>;
