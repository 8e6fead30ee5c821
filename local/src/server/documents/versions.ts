/** Which version of a stored file there is now: counted from 1, in memory, one more for each content it was saved with. */
import { watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/** After a sign of a change the file has to be quiet for this long, ms: many programs save in several steps. */
const QUIET = 100;

/** How often a watched file is looked at, ms: network and container file systems tell of no change. */
const LOOK = 500;

type OnChange = (version: number) => void;

interface Known {
  version: number;
  /** bytes */
  size: number;
  /** Differs when the content does. */
  mark: string;
}

interface Watch {
  callbacks: Set<OnChange>;
  stop: () => void;
}

export class Versions {
  readonly #known = new Map<string, Known>();
  readonly #watches = new Map<string, Watch>();

  /** The version the file has now, or undefined when it is not there. Whoever watches hears of a new one. */
  async check(path: string): Promise<number | undefined> {
    const seen = await look(path);
    if (seen === undefined) return undefined;
    const known = this.#known.get(path);
    if (known?.mark === seen.mark) return known.version;
    const version = (known?.version ?? 0) + 1;
    this.#known.set(path, { version, ...seen });
    if (known) for (const tell of [...(this.#watches.get(path)?.callbacks ?? [])]) tell(version);
    return version;
  }

  /** The version last seen. */
  versionOf(path: string): number | undefined {
    return this.#known.get(path)?.version;
  }

  /** Size of the version last seen, bytes. */
  sizeOf(path: string): number | undefined {
    return this.#known.get(path)?.size;
  }

  /** Calls back with each new version of a file until the returned function is called. */
  watch(path: string, onChange: OnChange): () => void {
    const watching = this.#watches.get(path) ?? { callbacks: new Set(), stop: this.#start(path) };
    this.#watches.set(path, watching);
    watching.callbacks.add(onChange);
    return () => {
      watching.callbacks.delete(onChange);
      if (watching.callbacks.size > 0 || this.#watches.get(path) !== watching) return;
      this.#watches.delete(path);
      watching.stop();
    };
  }

  #start(path: string): () => void {
    let quiet: NodeJS.Timeout | undefined;
    const check = () => void this.check(path);
    const compare = async () => {
      // What is still being written when it is seen is looked at again.
      if ((await look(path))?.mark !== this.#known.get(path)?.mark) stir();
    };
    const stir = () => {
      clearTimeout(quiet);
      quiet = setTimeout(check, QUIET).unref();
    };
    const looking = setInterval(() => void compare(), LOOK).unref();
    const unwatch = watchFolder(path, stir);
    return () => {
      clearTimeout(quiet);
      clearInterval(looking);
      unwatch();
    };
  }
}

/** The folder, not the file: many programs save by putting a new file in the place of the old. */
function watchFolder(path: string, stir: () => void): () => void {
  try {
    const watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
      if (name === null || name === basename(path)) stir();
    });
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    // No more watches to be had; looking now and then remains.
    return () => undefined;
  }
}

async function look(path: string): Promise<Omit<Known, 'version'> | undefined> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return { mark: `${ino} ${size} ${mtimeNs}`, size: Number(size) };
  } catch {
    return undefined;
  }
}
