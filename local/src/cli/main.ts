/** `imm-weboffice-local`: serves a folder of documents. */
import { createRequire } from 'node:module';
import { HELP, UsageError, readCommand } from './command-line.js';
import { serve } from './serve.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** @throws {UsageError} */
async function main(words: readonly string[]): Promise<void> {
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
  const command = readCommand(words);
  if (command.name === 'help') say(HELP);
  else if (command.name === 'version') say(version);
  else await serve(command, say, version);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`imm-weboffice-local: ${error instanceof Error ? error.message : 'unknown error'}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
