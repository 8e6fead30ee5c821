/**
 * `fileStatus` of the SDK. The first change of the reader's is reported as `saving`: WPS's documentation, where Alibaba's SDK comes from, gives "a change of
 * the content" as the occasion of 6, and 7 as its success. Hosts that watch the status know from then on that there is something to lose.
 */
export const fileStatus = { unchanged: 0, version: 1, empty: 2, full: 3, failed: 5, saving: 6, content: 7 } as const;

/** Whether nothing is unsaved by this status. */
export const isStored = (code: number): boolean =>
  ([fileStatus.unchanged, fileStatus.version, fileStatus.empty, fileStatus.content] as number[]).includes(code);
