/** Why a call fails, or a document cannot be shown. */
import * as z from 'zod/mini';

/** Why a document cannot be shown. The page has a text for each. */
export const FailureCode = z.enum([
  'PasswordRequired',
  'DocumentBroken',
  'ConversionTimeout',
  'ConversionFailed',
  'EngineMissing',
  'UnsupportedFormat',
  'FileTooLarge',
  'FileNotFound',
]);
export type FailureCode = z.infer<typeof FailureCode>;

/** Says more exactly than a {@link FailureCode} why; a page without words for it shows those of the code. */
export const FailureReason = z.enum(['WrongPassword', 'TooManyPages']);
export type FailureReason = z.infer<typeof FailureReason>;

/**
 * IMM's error shape, with a code of {@link FailureCode}, `InvalidToken` (unknown, expired, or another page has the session), `AccessDenied`,
 * `RefererDenied` (hotlink protection, IMM's 24001), or what the calls above name.
 */
export const ApiError = z.object({ RequestId: z.string(), Code: z.string(), Message: z.string() });
export type ApiError = z.infer<typeof ApiError>;
