/** `imm-weboffice check`: checks a token endpoint. */
import { createRequire } from 'node:module';
import { runCheck } from './check/run.js';
import { HELP, UsageError, readCommand } from './command-line.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** @returns exit code @throws {UsageError} */
async function main(words: readonly string[]): Promise<number> {
  const command = readCommand(words);
  if (command.name === 'check') return runCheck(command.target, say);
  say(command.name === 'help' ? HELP : (createRequire(import.meta.url)('../../package.json') as { version: string }).version);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`imm-weboffice: ${error instanceof Error ? error.message : 'unknown error'}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
