/** What becomes of a save, and the versions there are. */
import * as z from 'zod/mini';

/** The answer to a save, and to restoring a version. */
export const SaveResult = z.object({
  /**
   * The SDK's results of `save()`, and `conflict`: the document has another version than the one to be replaced. What was to be saved is in the history, and
   * nothing else has happened.
   */
  result: z.enum(['ok', 'nochange', 'SavedEmptyFile', 'SpaceFull', 'fail', 'conflict']),
  /** The version there is now. */
  version: z.number(),
  /** Its size, bytes. */
  size: z.number(),
  /** With `fail`: the first character that the text's encoding does not have. */
  unwritable: z.optional(z.string()),
});
export type SaveResult = z.infer<typeof SaveResult>;

/** One version in a document's history. */
export const HistoryEntry = z.object({
  id: z.string(),
  /** When it was kept, ms since the epoch. */
  time: z.number(),
  /** bytes */
  size: z.number(),
  /** Saved by a page because somebody wanted it, or by itself; taken back from the history; saved over what others had saved; found in the folder, whoever wrote it. */
  origin: z.enum(['saved', 'autosaved', 'restored', 'conflict', 'outside']),
  user: z.optional(z.object({ id: z.string(), name: z.string() })),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Newest first. */
export const HistoryList = z.object({ versions: z.array(HistoryEntry) });

/** The body of a restore; `id` is that of a {@link HistoryEntry}. */
export const RestoreRequest = z.object({ id: z.string() });
