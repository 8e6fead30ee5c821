/** The other end of `process-pool.ts`: a process that does one job at a time. */
import { ParcelReader, sendParcels } from './parcels.js';
import { READY, type Reply } from './process-pool.js';

/**
 * @param work does a job; `hear` takes answers before the last, which is what it returns
 * @param spent from this size on the process is not kept for the next job, bytes
 */
export function serveJobs<Job, Answer>(work: (job: Job, hear: (answer: Answer) => void) => Promise<Answer>, spent: number): void {
  let sending: Promise<unknown> = Promise.resolve();
  const send = (answer: Answer, isLast: boolean) => {
    const reply: Reply<Answer> = { answer, isLast, isSpent: process.memoryUsage.rss() > spent };
    sending = sending
      .then(() => sendParcels((message, sent) => process.send!(message, undefined, undefined, sent), reply))
      // Nobody is there any more who could take it.
      .catch(() => process.exit());
  };
  const reader = new ParcelReader<Job>();
  process.on('message', (piece) => {
    const whole = reader.read(piece);
    if (whole) void work(whole.message, (answer) => send(answer, false)).then((answer) => send(answer, true));
  });
  process.send!(READY);
}
