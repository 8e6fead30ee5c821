/** Slots for event streams, which all pages of this origin share by locks. */

/**
 * Streams open at a time, over all documents a browser shows. It keeps six connections for a server, so six documents on a page that listen
 * would leave none for anything else. Those beyond ask now and then until one of the slots is free.
 */
const mostStreams = 3;

/** Does `work` as soon as a slot is free. Without locks, which an origin that is not secure has not, nobody could count the streams, and there is none. */
export async function withStreamSlot(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return;
  const slots = Array.from({ length: mostStreams }, (_, index) => `imm-weboffice-events-${index}`);
  for (const slot of slots) {
    const had = await navigator.locks.request(slot, { ifAvailable: true }, async (lock) => {
      if (lock) await work();
      return lock !== null;
    });
    if (had || signal.aborted) return;
  }
  await navigator.locks.request(slots[Math.floor(Math.random() * mostStreams)]!, { signal }, work);
}
