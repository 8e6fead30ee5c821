/** The folder that is named on the command line. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { UsageError } from 'imm-weboffice/cli/program';

/** @throws {UsageError} when there is no such folder, or it may not be read */
export async function checkFolder(root: string): Promise<void> {
  const found = await stat(root).catch(() => undefined);
  if (!found) throw new UsageError(`there is no folder ${root}`);
  if (!found.isDirectory()) throw new UsageError(`${root} is not a folder`);
  await access(root, constants.R_OK | constants.X_OK).catch(() => {
    throw new UsageError(`the folder ${root} may not be read`);
  });
}
