/** The default of every `onError`: one line on stderr, whatever the message holds. */
export function logError(error: unknown): void {
  const message = error instanceof Error ? error.message : 'unknown error';
  // A line break in a message could forge a line of the log; \p{C} are control and invisible characters.
  console.error(`imm-weboffice: ${message.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')}`);
}
