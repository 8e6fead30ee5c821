/** The process that reads and changes documents: what a hostile one does to it, no other document notices. */
import { documentJobs } from './document-jobs.js';
import type { DocumentAnswer, DocumentJob } from './document-engine.js';
import { faultOf } from './job-fault.js';
import { serveJobs } from './serve-jobs.js';

/** From this size on a process is not kept for the next job, bytes. */
const SPENT = 256 * 1024 * 1024;

serveJobs<DocumentJob, DocumentAnswer>(async ({ name, args }) => {
  const run = documentJobs[name] as (...args: unknown[]) => Promise<unknown>;
  try {
    return { result: await run(...args) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}, SPENT);
