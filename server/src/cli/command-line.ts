/** What stands on the command line of `imm-weboffice-server`, read and checked. */
import { UsageError, readWords } from 'imm-weboffice/cli/program';
import { VARIABLES } from '../service/environment.js';

/** What `--help` prints. */
export const HELP = `imm-weboffice-server [--config FILE] [--check]
  The token endpoint of <imm-weboffice> as a service, for backends in any language. It needs an IMM project, a secret, and who decides:
  grants that your backend signs, or a URL of your backend that is asked.
  --config FILE  configuration in JSON; variables win over it
  --check        reads the configuration, says whether it is right, and ends

Variables, each also as NAME_FILE with the path of a file that holds the value; times are in ms:
${Object.keys(VARIABLES)
  .map((name) => `  ${name}`)
  .join('\n')}
Access keys come from Alibaba Cloud's credential chain: ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, a role of the machine, and so on.
Exit code 0: ended by SIGINT or SIGTERM, or the configuration is right; 1: it failed; 2: the command line or the configuration is wrong.

--help, --version`;

/** What is to be done. `file` is the configuration's path. */
export type Command = { name: 'help' } | { name: 'version' } | { name: 'serve' | 'check'; file: string | undefined };

/** @throws {UsageError} */
export function readCommand(words: readonly string[]): Command {
  const { values, positionals } = readWords('imm-weboffice-server', words, { config: { type: 'string' }, check: { type: 'boolean' } });
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is too many; see imm-weboffice-server --help`);
  return { name: values.check ? 'check' : 'serve', file: values.config };
}
