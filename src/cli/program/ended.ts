/** How a program that serves ends. */

/** @param close is called once, at SIGINT or SIGTERM; then the process ends */
export function onceEnded(close: () => Promise<void>): void {
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      void close().then(() => process.exit(0));
    });
  }
}
