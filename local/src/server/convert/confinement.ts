/** What LibreOffice is kept from: the network, and more memory than a document needs. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Limit of its address space, KB: 4 GB. A 20 MB workbook takes less than one. */
const MEMORY = 4 * 1024 * 1024;

/** Ways to a network namespace without any network: with a user namespace of its own for those who are not root. */
const WAYS = [
  ['unshare', '-rn'],
  ['unshare', '-n'],
];

/**
 * The beginning of a command line that runs a program without network and with a limit of memory; empty where the system offers neither (macOS, Windows,
 * containers that forbid namespaces). There the settings in the profile are what keeps documents from fetching anything.
 */
export async function confinement(): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const limit = ['sh', '-c', `ulimit -v ${MEMORY}; exec "$@"`, 'sh'];
  for (const way of WAYS) if (await runs([...limit, ...way, 'true'])) return [...limit, ...way];
  return (await runs([...limit, 'true'])) ? limit : [];
}

async function runs([program, ...args]: string[]): Promise<boolean> {
  return promisify(execFile)(program!, args).then(
    () => true,
    () => false,
  );
}
