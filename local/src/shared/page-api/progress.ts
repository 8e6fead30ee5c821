/** How far a document is. */
import * as z from 'zod/mini';
import { FailureCode, FailureReason } from './errors.js';
import { DocumentKind } from './session.js';

/** One step of preparing a document to be shown, by `state`. `ready` and `failed` are the last. */
export const Progress = z.discriminatedUnion('state', [
  /** Waiting for a free converter; `ahead` documents come first. */
  z.object({ state: z.literal('waiting'), ahead: z.number() }),
  z.object({ state: z.literal('converting') }),
  /** The first pages can be shown (`part=head`) while the rest is being prepared. */
  z.object({ state: z.literal('head') }),
  z.object({
    state: z.literal('ready'),
    /** Pages of the whole document (50 lines of text, or rows of a table or workbook, are one), where `previewPages` shows fewer: for the SDK's `previewLimit`. */
    total: z.optional(z.number()),
    /** It is shown as this, where it is too much for its kind. */
    kind: z.optional(DocumentKind),
  }),
  z.object({
    state: z.literal('failed'),
    code: FailureCode,
    reason: z.optional(FailureReason),
    /** For `EngineMissing`: what to install. Never a path or a stack. */
    detail: z.optional(z.string()),
  }),
]);
export type Progress = z.infer<typeof Progress>;
