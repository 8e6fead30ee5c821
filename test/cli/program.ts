/** Runs the commands as people do, from their sources. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

export const COMMANDS = {
  'imm-weboffice': 'src/cli/index.ts',
  'imm-weboffice-local': 'local/src/cli/index.ts',
  'imm-weboffice-server': 'server/src/cli/index.ts',
} as const;
export type CommandName = keyof typeof COMMANDS;

/** @param environment beside that of the tests */
function start(command: CommandName, words: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const options = { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] };
  return spawn(process.execPath, ['--import', 'tsx', COMMANDS[command], ...words], options);
}

/** Runs it to its end. */
export async function run(command: CommandName, ...words: string[]): Promise<Ended> {
  return runWith({}, command, ...words);
}

/** Runs it to its end, with more in its environment. */
export async function runWith(environment: NodeJS.ProcessEnv, command: CommandName, ...words: string[]): Promise<Ended> {
  const child = start(command, words, environment);
  const text = { output: '', errors: '' };
  child.stdout!.setEncoding('utf8').on('data', (part: string) => (text.output += part));
  child.stderr!.setEncoding('utf8').on('data', (part: string) => (text.errors += part));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...text };
}

interface Running {
  /** The line that was waited for. */
  line: string;
  /** All lines of stdout, those after it as well. */
  lines: readonly string[];
  /** Sends Ctrl+C, or another signal; gives the exit code. */
  end: (signal?: NodeJS.Signals) => Promise<number | null>;
}

export interface Serving extends Running {
  /** Where the page is, with `/` at the end. */
  address: string;
}

/** Starts the local WebOffice over a folder, and waits until it tells its address. */
export async function serving(...words: string[]): Promise<Serving> {
  const running = await startedUntil(/^http:\/\/\S+$/, ...words);
  return { ...running, address: running.line };
}

/** Starts the local WebOffice, and waits until it writes a line. */
export async function startedUntil(wanted: RegExp, ...words: string[]): Promise<Running> {
  return commandUntil(wanted, {}, 'imm-weboffice-local', ...words);
}

/** Starts a command with more in its environment, and waits until it writes a line. */
export async function commandUntil(
  wanted: RegExp,
  environment: NodeJS.ProcessEnv,
  command: CommandName,
  ...words: string[]
): Promise<Running> {
  const child = start(command, words, environment);
  // A test that fails before it ends the command would leave it behind, and wait for it.
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const late = setTimeout(kill, 60_000);
  let errors = '';
  child.stderr!.setEncoding('utf8').on('data', (part: string) => (errors += part));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve)).finally(() => process.off('exit', kill));
  const lines: string[] = [];
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout!).on('line', (each) => {
      lines.push(each);
      if (wanted.test(each)) resolve(each);
    });
    void ended.then((code) => reject(new Error(`it ended with ${code}, or after 60 s, before it wrote ${wanted}: ${errors}`)));
  }).finally(() => clearTimeout(late));
  const handles = [child, child.stdout, child.stderr] as { ref?: () => void; unref?: () => void }[];
  for (const handle of handles) handle.unref?.();
  return {
    line,
    lines,
    end(signal = 'SIGINT') {
      for (const handle of handles) handle.ref?.();
      child.kill(signal);
      return ended;
    },
  };
}
