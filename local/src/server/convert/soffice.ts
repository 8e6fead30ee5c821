/**
 * Runs of LibreOffice: a document in, another format out. Starting takes most of the time of a short document, so a process may be started ahead. A second
 * process with the same profile hands its job to the one that waits, which ends after it; where that one is dead, the second does the job by itself.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { confinement } from './confinement.js';
import { Prestarted, type Prestart, type Waiting } from './prestarted.js';
import { createProfile, profileURL, removeProfile } from './soffice-profile.js';
import { SofficeProcess } from './soffice-process.js';

export interface ConversionJob {
  /** The document; its name has the extension LibreOffice shall go by. */
  input: string;
  /** An existing, empty folder for the result. */
  outputFolder: string;
  /** Import filter and its options, as `--infilter` takes them; without it LibreOffice looks for itself. */
  inputFilter?: string | undefined;
  /** Extension of the result, export filter and its options, as `--convert-to` takes them. */
  filter: string;
  /** ms until the process is ended */
  timeout: number;
}

export type ConversionResult = { path: string } | { failure: 'ConversionTimeout' | 'ConversionFailed' };

export interface SofficeOptions {
  /** Path of `soffice`. */
  program: string;
  /** Where profiles are made; only this user may read it. */
  folder: string;
  /** How many conversions run at a time. */
  slots: number;
  /** Default `first-use`. */
  prestart?: Prestart | undefined;
  /** ms a process that was started ahead waits for a job; default 10 minutes. */
  prestartIdle?: number | undefined;
}

/** ms a process may take to end after its job is done. */
const FAREWELL = 3_000;

const COMMON = ['--headless', '--norestore', '--nologo'];

type Ending = 'exit' | 'timeout' | 'aborted';

export class Soffice {
  readonly #idleProfiles: string[] = [];
  readonly #processes = new Set<SofficeProcess>();
  readonly #prestarted: Prestarted;
  readonly #mayPrestart: boolean;
  #confinement: Promise<string[]> | undefined;
  #isClosed = false;

  constructor(private readonly options: SofficeOptions) {
    const { slots, prestart = 'first-use', prestartIdle } = options;
    this.#prestarted = new Prestarted({
      slots,
      idle: prestartIdle,
      start: () => this.#startWaiting(),
      discard: (profile) => void discard(profile),
    });
    // On Windows nothing would end what waits when the server crashes.
    this.#mayPrestart = prestart !== 'never' && process.platform !== 'win32';
    if (prestart === 'server') this.#prestart();
  }

  async convert(job: ConversionJob, signal: AbortSignal): Promise<ConversionResult> {
    const waiting = this.#prestarted.take();
    const profile = waiting?.profile ?? (await this.#profile());
    // Before this job has ended only when the next one would find none: the processors are this job's.
    if (waiting && this.#prestarted.isEmpty) this.#prestart(1);
    const client = await this.#start(profile, [
      ...(job.inputFilter ? [`--infilter=${job.inputFilter}`] : []),
      '--convert-to',
      job.filter,
      '--outdir',
      job.outputFolder,
      job.input,
    ]);
    const ended = await ending(client, job.timeout, signal);
    if (ended === 'exit') void this.#reuse(profile, waiting).then(() => this.#prestart());
    else {
      await this.#abandon(profile, [client, ...(waiting ? [waiting.process] : [])]);
      this.#prestart();
    }
    if (ended === 'timeout') return { failure: 'ConversionTimeout' };
    // Its status is 0 whatever came of it, and a process that was killed leaves temporary files.
    const extension = `.${job.filter.split(':')[0]}`;
    const result = (await readdir(job.outputFolder)).find((name) => name.endsWith(extension));
    return result ? { path: join(job.outputFolder, result) } : { failure: 'ConversionFailed' };
  }

  /** Ends all processes, also those that wait. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#prestarted.close();
    for (const process of this.#processes) process.kill();
    await Promise.all([...this.#processes].map(({ ended }) => ended));
    await Promise.all(this.#idleProfiles.map(discard));
  }

  #prestart(count?: number): void {
    if (this.#mayPrestart && !this.#isClosed) this.#prestarted.fill(count);
  }

  async #startWaiting(): Promise<Waiting> {
    const profile = await this.#profile();
    // Without a window, and without a document to begin with, it waits for what others with its profile hand over.
    return { profile, process: await this.#start(profile, ['--nodefault']) };
  }

  async #start(profile: string, args: readonly string[]): Promise<SofficeProcess> {
    const before = await (this.#confinement ??= confinement());
    const started = new SofficeProcess([
      ...before,
      this.options.program,
      `-env:UserInstallation=${profileURL(profile)}`,
      ...COMMON,
      ...args,
    ]);
    this.#processes.add(started);
    void started.ended.then(() => this.#processes.delete(started));
    if (this.#isClosed) started.kill();
    return started;
  }

  /** A new profile costs a second: they are kept for the next run. */
  async #profile(): Promise<string> {
    return this.#idleProfiles.pop() ?? createProfile(this.options.folder);
  }

  /** Keeps the profile of a job that has ended, as soon as nobody uses it any more. */
  async #reuse(profile: string, waiting: Waiting | undefined): Promise<void> {
    if (waiting) await Promise.race([waiting.process.ended, delay(FAREWELL, undefined, { ref: false })]);
    // It did not take the job, and will not take the next.
    if (waiting?.process.isAlive) await this.#abandon(profile, [waiting.process]);
    else this.#idleProfiles.push(profile);
  }

  /** A process that is killed can leave its profile locked or half written; one that is not killed would write its result later. */
  async #abandon(profile: string, processes: readonly SofficeProcess[]): Promise<void> {
    for (const process of processes) process.kill();
    await Promise.all(processes.map(({ ended }) => ended));
    await discard(profile);
  }
}

/** A profile that cannot be removed is never used again, and goes with the cache's work folder: no reason for a conversion to fail. */
const discard = (profile: string): Promise<void> => removeProfile(profile).catch(() => undefined);

/** Waits for the end of a process, for so many ms, or for the signal to abort. */
async function ending({ ended }: SofficeProcess, timeout: number, signal: AbortSignal): Promise<Ending> {
  const settled = new AbortController();
  const stop = AbortSignal.any([signal, settled.signal]);
  const late = delay(timeout, 'timeout' as const, { signal: stop }).catch(() => 'aborted' as const);
  return Promise.race([ended.then(() => 'exit' as const), late]).finally(() => settled.abort());
}
