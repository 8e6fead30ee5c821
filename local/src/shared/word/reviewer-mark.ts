/**
 * Who has changed how text looks while changes were tracked. The editor has no tracked change for that: the page writes a bookmark that names the reviewer, and the
 * server takes it out and writes the tracked changes.
 */
export const REVIEWER_MARK = '_TrackedFormatting:';

/** @param date ISO 8601 @returns the name of the bookmark */
export const reviewerMark = (author: string, date: string): string => REVIEWER_MARK + encodeURIComponent(JSON.stringify([author, date]));
