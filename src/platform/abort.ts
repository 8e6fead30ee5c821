import { WebOfficeError, type ErrorPhase } from '../contract/errors.js';

/** The promise, or a rejection with `Aborted` as soon as the signal says so. Leaves no listener behind. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal, phase: ErrorPhase): Promise<T> {
  let stop!: () => void;
  const aborted = new Promise<never>((_, reject) => (stop = () => reject(new WebOfficeError('Aborted', phase, 'no longer needed'))));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([aborted, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** The promise, or a rejection with `Timeout` after `timeout` ms, or with `Aborted`. */
export async function within<T>(promise: Promise<T>, timeout: number, signal: AbortSignal, phase: ErrorPhase, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new WebOfficeError('Timeout', phase, `${what} within ${timeout} ms`)), timeout);
  });
  try {
    return await untilAborted(Promise.race([promise, late]), signal, phase);
  } finally {
    clearTimeout(timer);
  }
}
