/** How many processes may work on documents at a time, so that all of them together fit into the machine's memory. */
import { availableParallelism, totalmem } from 'node:os';

const MEGABYTE = 1024 * 1024;

/**
 * Shares of the memory for what runs beside each other: processes that read documents, processes that read PDFs, LibreOffice. The rest is for the
 * server itself, the short lanes (`lanes.ts`) and everything else on the machine.
 */
export const SHARES = { documents: 0.25, pdfs: 0.2, libreOffice: 0.35 };

/** Bytes this process and its children may use: of the machine, or of its container where that has a limit. */
export function memoryOfMachine(): number {
  // Missing before Node 20.12; 0 or a number beyond all memory stands for "no limit".
  const limit = (process as { constrainedMemory?: () => number }).constrainedMemory?.() ?? 0;
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/**
 * @param heap limit of one process, MB
 * @param share of the memory that all of them may take, 0 to 1
 * @returns one for each processor, fewer where memory is short, never less than one
 */
export function processesFor(heap: number, share: number, memory = memoryOfMachine(), processors = availableParallelism()): number {
  return Math.max(1, Math.min(processors, Math.floor((memory * share) / (heap * MEGABYTE))));
}
