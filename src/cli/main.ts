/** `imm-weboffice check`: checks a token endpoint. */
import { createRequire } from 'node:module';
import { runCheck } from './check/run.js';
import { HELP, readCommand } from './command-line.js';
import { runProgram, say } from './program/index.js';

await runProgram('imm-weboffice', async (words) => {
  const command = readCommand(words);
  if (command.name === 'check') return runCheck(command.target, say);
  say(command.name === 'help' ? HELP : (createRequire(import.meta.url)('../../package.json') as { version: string }).version);
  return 0;
});
