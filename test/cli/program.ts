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

export interface Serving {
  /** Where the page is, with `/` at the end. */
  address: string;
  /** Sends Ctrl+C; gives the exit code. */
  end(): Promise<number | null>;
}

/** Starts the local WebOffice over a folder, and waits until it tells its address. */
export async function serving(...words: string[]): Promise<Serving> {
  const child = start('imm-weboffice-local', words);
  let errors = '';
  child.stderr!.setEncoding('utf8').on('data', (part: string) => (errors += part));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout!).on('line', (line) => /^http:\/\/\S+$/.test(line) && resolve(line));
    void ended.then((code) => reject(new Error(`it ended with ${code} before it told its address: ${errors}`)));
  });
  return {
    address,
    end() {
      child.kill('SIGINT');
      return ended;
    },
  };
}
