/** One run of LibreOffice: a document in, a PDF out. Every run has a profile to itself while it lasts; two processes never share one. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { confinement } from './confinement.js';

export interface ConversionJob {
  /** The document; its name has the extension LibreOffice shall go by. */
  input: string;
  /** An existing, empty folder for the result. */
  outputFolder: string;
  /** Import filter and its options, as `--infilter` takes them; without it LibreOffice looks for itself. */
  inputFilter?: string | undefined;
  /** Export filter and its options, as `--convert-to` takes them. */
  filter: string;
  /** ms until the process is ended */
  timeout: number;
}

export type ConversionResult = { path: string } | { failure: 'ConversionTimeout' | 'ConversionFailed' };

/** Port 9 discards what comes, and nothing listens there. */
const NOWHERE = { name: '127.0.0.1', port: 9 };

const proxy = (scheme: string) =>
  `<prop oor:name="ooInet${scheme}ProxyName" oor:op="fuse"><value>${NOWHERE.name}</value></prop>` +
  `<prop oor:name="ooInet${scheme}ProxyPort" oor:op="fuse"><value>${NOWHERE.port}</value></prop>`;

/** No macros, and nothing fetched from the network because a document says so: style sheets and backgrounds of HTML are fetched whatever the first says. */
const PROFILE_SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>${proxy('HTTP')}${proxy('HTTPS')}<prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop></item>
</oor:items>`;

/** Runs LibreOffice, keeping profiles for the next run: a new one costs a second. */
export class Soffice {
  readonly #idleProfiles: string[] = [];
  #confinement: Promise<string[]> | undefined;

  /**
   * @param program path of `soffice`
   * @param folder where profiles are made; only this user may read it
   */
  constructor(
    private readonly program: string,
    private readonly folder: string,
  ) {}

  async convert(job: ConversionJob, signal: AbortSignal): Promise<ConversionResult> {
    const profile = this.#idleProfiles.pop() ?? (await this.#newProfile());
    const before = await (this.#confinement ??= confinement());
    const ended = await this.#run(before, profile, job, signal);
    // A process that was killed can leave its profile locked or half written.
    if (ended === 'exit') this.#idleProfiles.push(profile);
    else await rm(profile, { recursive: true, force: true });
    if (ended === 'timeout') return { failure: 'ConversionTimeout' };
    const [result] = await readdir(job.outputFolder);
    return result ? { path: join(job.outputFolder, result) } : { failure: 'ConversionFailed' };
  }

  async #newProfile(): Promise<string> {
    const profile = await mkdtemp(join(this.folder, 'profile-'));
    await mkdir(join(profile, 'user'));
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), PROFILE_SETTINGS);
    return profile;
  }

  #run(before: readonly string[], profile: string, job: ConversionJob, signal: AbortSignal): Promise<'exit' | 'timeout' | 'error'> {
    const [program, ...args] = [
      ...before,
      this.program,
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--headless',
      '--norestore',
      '--nologo',
      ...(job.inputFilter ? [`--infilter=${job.inputFilter}`] : []),
      '--convert-to',
      job.filter,
      '--outdir',
      job.outputFolder,
      job.input,
    ];
    const child = spawn(
      program,
      args,
      // A group of its own: `soffice` is a script whose child does the work, and both have to go.
      { detached: true, stdio: 'ignore' },
    );
    const kill = () => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // Already gone.
      }
    };
    return new Promise((resolve) => {
      let ended: 'exit' | 'timeout' | 'error' = 'exit';
      const stop = (why: 'timeout' | 'error') => ((ended = why), kill());
      const timer = setTimeout(() => stop('timeout'), job.timeout);
      const abort = () => stop('error');
      signal.addEventListener('abort', abort, { once: true });
      child.once('error', () => (ended = 'error'));
      child.once('close', () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        resolve(ended);
      });
    });
  }
}
