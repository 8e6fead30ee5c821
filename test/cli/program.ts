/** Runs the commands as people do, from their sources. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

export const COMMANDS = { 'imm-weboffice': 'src/cli/index.ts', 'imm-weboffice-local': 'local/src/cli/index.ts' } as const;
export type CommandName = keyof typeof COMMANDS;

function start(command: CommandName, words: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', COMMANDS[command], ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs it to its end. */
export async function run(command: CommandName, ...words: string[]): Promise<Ended> {
  const child = start(command, words);
  const text = { output: '', errors: '' };
  child.stdout!.setEncoding('utf8').on('data', (part: string) => (text.output += part));
  child.stderr!.setEncoding('utf8').on('data', (part: string) => (text.errors += part));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...text };
}

interface Running {
  /** The line that was waited for. */
  line: string;
  /** All lines of stdout up to it. */
  lines: readonly string[];
  /** Sends Ctrl+C; gives the exit code. */
  end: () => Promise<number | null>;
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
  const child = start('imm-weboffice-local', words);
  let errors = '';
  child.stderr!.setEncoding('utf8').on('data', (part: string) => (errors += part));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines: string[] = [];
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout!).on('line', (each) => {
      lines.push(each);
      if (wanted.test(each)) resolve(each);
    });
    void ended.then((code) => reject(new Error(`it ended with ${code} before it wrote ${wanted}: ${errors}`)));
  });
  return {
    line,
    lines,
    end() {
      child.kill('SIGINT');
      return ended;
    },
  };
}
