#!/usr/bin/env node
/** `imm-weboffice`: serves a folder of documents, or checks a token endpoint. */
import { runCheck } from './check/run.js';
import { HELP, UsageError, readCommand } from './command-line.js';
import { serve } from '../../local/src/cli/serve.js';
import { version } from './version.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Exit code, or undefined while it serves. @throws {UsageError} */
async function main(words: readonly string[]): Promise<number | undefined> {
  const command = readCommand(words);
  switch (command.name) {
    case 'help':
      say(HELP);
      return 0;
    case 'version':
      say(version());
      return 0;
    case 'check':
      return runCheck(command.target, say);
    case 'serve':
      await serve(command, say);
      return undefined;
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`imm-weboffice: ${error instanceof Error ? error.message : 'unknown error'}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
