/** `imm-weboffice-local`: serves a folder of documents. */
import { createRequire } from 'node:module';
import { runProgram, say } from 'imm-weboffice/cli/program';
import { HELP, readCommand } from './command-line.js';
import { serveImm } from './imm.js';
import { serve } from './serve.js';

await runProgram('imm-weboffice-local', async (words) => {
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
  const command = readCommand(words);
  if (command.name === 'help') say(HELP);
  else if (command.name === 'version') say(version);
  else if (command.name === 'imm') await serveImm(command, say, (line) => void process.stderr.write(`${line}\n`));
  else await serve(command, say, version);
  return 0;
});
