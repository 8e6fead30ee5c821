/** `imm-weboffice check`: checks a token endpoint. */
import { createRequire } from 'node:module';
import { checkAsJSON, checkForPeople } from './check/run.js';
import { readCommand } from './command-line.js';
import { runProgram, say } from './program/index.js';

await runProgram('imm-weboffice', async (line) => {
  const command = readCommand(line, process.env);
  const { words } = command;
  if (command.name === 'check') return (command.asJSON ? checkAsJSON : checkForPeople)(command.target, words, say);
  say(command.name === 'help' ? words.help : (createRequire(import.meta.url)('../../package.json') as { version: string }).version);
  return 0;
});
