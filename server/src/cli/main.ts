/** `imm-weboffice-server`: runs the token service until SIGINT or SIGTERM. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { UsageError, onceEnded, portError, runProgram, say } from 'imm-weboffice/cli/program';
import { configOf } from '../service/environment.js';
import { checkTokenService, createTokenService, type TokenServiceConfig } from '../service/index.js';
import { HELP, readCommand } from './command-line.js';

const OTHER_PORT = 'choose another with WEBOFFICE_PORT or WEBOFFICE_MANAGEMENT_PORT';

await runProgram('imm-weboffice-server', async (words) => {
  const command = readCommand(words);
  if (command.name === 'help') say(HELP);
  else if (command.name === 'version') say((createRequire(import.meta.url)('../../package.json') as { version: string }).version);
  else await run(command.file, command.name === 'check');
  return 0;
});

/** @throws {UsageError} */
async function run(file: string | undefined, isCheck: boolean): Promise<void> {
  const config = usable(() => checkTokenService(configOf(process.env, file === undefined ? {} : readFile(file))));
  if (isCheck) return say('The configuration is right.');
  const service = await createTokenService(config).catch((error: NodeJS.ErrnoException & { port?: number }) => {
    throw error.syscall === 'listen' && error.port !== undefined ? portError(error.port, error, OTHER_PORT) : error;
  });
  onceEnded(() => service.close());
}

function readFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new UsageError(`${file} ${error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'}`, { cause: error });
  }
}

/** What is wrong with a configuration is for the person at the command line. */
function usable(read: () => TokenServiceConfig): TokenServiceConfig {
  try {
    return read();
  } catch (error) {
    throw error instanceof Error && !(error instanceof UsageError) ? new UsageError(error.message, { cause: error }) : error;
  }
}
