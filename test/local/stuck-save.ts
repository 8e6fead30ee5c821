/** A process that saves a file and gets stuck before the content is on the disk: its parent kills it then. */
import { open } from 'node:fs/promises';
import { identify, replaceFile } from '../../local/src/server/saving/replace-file.js';

const [path = ''] = process.argv.slice(2);
const handle = await open(path);
const prototype = Object.getPrototypeOf(handle) as { sync: () => Promise<void> };
await handle.close();
prototype.sync = () => {
  process.send?.('written');
  return new Promise(() => setInterval(() => undefined, 60_000));
};
await replaceFile(path, Buffer.from('half of it'), await identify(path));
