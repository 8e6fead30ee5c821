/** One process group of LibreOffice that never outlives this process. */
import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Runs a program in this process group and kills the whole group as soon as standard input ends. The other end of that pipe is in the server's process:
 * the operating system closes it however the server ends, SIGKILL and crashes included.
 */
const GUARD = 'exec 3<&0 </dev/null; { read -r _ <&3; kill -KILL 0; } & exec "$@" 3<&-';

const HAS_SHELL = process.platform !== 'win32';

export class SofficeProcess {
  /** Resolves when it has ended, or could not be started. */
  readonly ended: Promise<void>;
  #isAlive = true;
  readonly #child: ChildProcess;

  constructor(command: readonly string[]) {
    const [program, ...args] = HAS_SHELL ? ['sh', '-c', GUARD, 'sh', ...command] : command;
    // A group of its own: `soffice` is a script whose child does the work, and both have to go.
    this.#child = spawn(program!, args, { detached: HAS_SHELL, stdio: ['pipe', 'ignore', 'ignore'] });
    this.#child.stdin?.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      const end = () => {
        this.#isAlive = false;
        // Ends the guard, and with it whatever the group has left running.
        this.#child.stdin?.destroy();
        resolve();
      };
      this.#child.once('exit', end).once('error', end);
    });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Ends the whole group at once. */
  kill(): void {
    if (!this.#isAlive) return;
    try {
      if (HAS_SHELL && this.#child.pid) process.kill(-this.#child.pid, 'SIGKILL');
      else this.#child.kill('SIGKILL');
    } catch {
      // Already gone.
    }
  }
}
