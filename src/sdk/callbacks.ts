/** Functions the SDK is given, as it can bear them. */
import type { SdkConfig } from './types.js';

/** A native async function is silently ignored by every released SDK: each is wrapped in a plain one. */
export function plainCallbacks(options: SdkConfig): SdkConfig {
  const entries = Object.entries(options).map(([name, value]) => [
    name,
    typeof value === 'function' ? (...args: unknown[]): unknown => (value as (...args: unknown[]) => unknown)(...args) : value,
  ]);
  return Object.fromEntries(entries) as SdkConfig;
}

/** After a teardown the SDK must not hear the answer any more: it would build a full-page frame to send it to. */
export function neverAfter<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    promise.then(
      (value) => void (signal.aborted || resolve(value)),
      (error: unknown) => void (signal.aborted || reject(error instanceof Error ? error : new Error(String(error)))),
    );
  });
}
