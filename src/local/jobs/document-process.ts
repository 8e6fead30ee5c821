/** The process that reads and changes documents: what a hostile one does to it, no other document notices. */
import { documentJobs } from './document-jobs.js';
import type { DocumentAnswer, DocumentJob } from './document-engine.js';
import { faultOf } from './job-fault.js';
import { READY, type Reply } from './process-pool.js';

/** From this size on a process is not kept for the next job, bytes. */
const SPENT = 256 * 1024 * 1024;

process.on('message', (job: DocumentJob) => {
  const run = documentJobs[job.name] as (...args: unknown[]) => Promise<unknown>;
  void (async () => run(...job.args))()
    .then(
      (result): DocumentAnswer => ({ result }),
      (error: unknown): DocumentAnswer => ({ fault: faultOf(error) }),
    )
    .then((answer) => {
      const reply: Reply<DocumentAnswer> = { answer, isLast: true, isSpent: process.memoryUsage.rss() > SPENT };
      process.send!(reply);
    });
});

process.send!(READY);
