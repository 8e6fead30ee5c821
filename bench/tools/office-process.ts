/** The program of `office-program.ts`, seen from outside. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LocalWebOffice } from '../../local/src/index.js';
import type { LoopReading } from './event-loop.js';

export interface OfficeProcess {
  office: Pick<LocalWebOffice, 'url' | 'credential'>;
  /** Token endpoint; `/stand-in` has no WebOffice behind it. */
  endpoint: string;
  /** Memory of the process, bytes (RSS), after a collection. */
  memory: () => Promise<number>;
  /** What its event loop has done since it was asked last, and its memory now, bytes. */
  loop: () => Promise<LoopReading & { memory: number }>;
  close(): Promise<void>;
}

export async function startOfficeProcess(root: string, cacheFolder: string): Promise<OfficeProcess> {
  const program = fork(fileURLToPath(new URL('office-program.ts', import.meta.url)), [root, cacheFolder], {
    execArgv: ['--import', 'tsx', '--expose-gc'],
  });
  const ended = once(program, 'exit');
  const early = ended.then(([code]) => Promise.reject(new Error(`the local WebOffice ended with ${String(code)}`)));
  early.catch(() => undefined);
  const answer = async <T>() => ((await Promise.race([once(program, 'message'), early])) as [T])[0];
  const { url, credential, endpoint } = await answer<OfficeProcess['office'] & { endpoint: string }>();
  return {
    office: { url, credential },
    endpoint,
    async memory() {
      program.send('memory');
      return (await answer<{ memory: number }>()).memory;
    },
    async loop() {
      program.send('loop');
      return answer<LoopReading & { memory: number }>();
    },
    async close() {
      program.disconnect();
      await ended;
    },
  };
}
