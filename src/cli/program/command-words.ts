/** The words of a command line, and how a command that fails ends. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Something on the command line is wrong; its message is one line that says what is allowed. Exit code 2. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Of every command. */
const COMMON = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } as const satisfies Options;

/** Written out, as Node's types do not export what the inferred type is made of. */
type Words<T extends Options> = ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: typeof COMMON & T }>>;

/**
 * @param program as it is called
 * @param words of the command line
 * @param options of the command, beside `--help` and `--version`
 * @throws {UsageError} for an option that there is not, or whose value is missing
 */
export function readWords<const T extends Options>(program: string, words: readonly string[], options: T): Words<T> {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options: { ...COMMON, ...options } });
  } catch (error) {
    // Node's message names the option; its further sentences are about positionals.
    const [first = ''] = error instanceof Error ? error.message.split('. ') : [];
    throw new UsageError(`${first}; see ${program} --help`);
  }
}

/**
 * Runs a command, and writes why it failed to stderr as one line.
 * @param main is given the words of the command line; resolves with the exit code
 */
export async function runProgram(program: string, main: (words: readonly string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${program}: ${error instanceof Error ? error.message : 'unknown error'}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

/** One line to stdout. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);
