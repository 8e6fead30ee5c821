/** Programs that serve something and print its address, as people start them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

export interface Served {
  /** The address it tells. */
  address: string;
  close(): Promise<void>;
}

/** @param args of node */
export async function serve(args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<Served> {
  const program: ChildProcess = spawn(process.execPath, args, {
    ...options,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(program.stdout!).on('line', (line) => /^http:\/\/\S+$/.test(line) && resolve(line));
    program.once('exit', (code) => reject(new Error(`it ended with ${code} before it told its address`)));
  });
  return {
    address,
    async close() {
      const ended = new Promise((resolve) => program.once('exit', resolve));
      program.kill('SIGTERM');
      await ended;
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
