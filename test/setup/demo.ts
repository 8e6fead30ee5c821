/** The demo as `npm start` starts it, on a port of its own. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

export interface Demo {
  /** Address it tells, with a slash at the end. */
  address: string;
  close(): Promise<void>;
}

export async function startDemo(): Promise<Demo> {
  const program = spawn(process.execPath, ['--import', 'tsx', 'demo/start.ts'], {
    env: { ...process.env, PORT: String(await freePort()) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(program.stdout).on('line', (line) => /^http:\/\/\S+$/.test(line) && resolve(line));
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

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
