import { chmod, mkdir } from 'node:fs/promises';

/** Makes a folder, with those above it, that only this user can read. */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  // The mode of `mkdir` would not count for a folder that is there.
  await chmod(path, 0o700);
}
