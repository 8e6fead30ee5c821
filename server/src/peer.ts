/** Optional peers: needed by this door only, so that pages which use just the element install none of them. */

/**
 * Loads a peer with this door, but misses it only when it is used.
 * @param load imports it; the name stands in the call as it is, so that bundlers of servers (Next, Nitro, esbuild) find it
 * @returns what gives the peer, or throws an {Error} that says what to install
 */
export async function optionalPeer<T extends object>(name: string, load: () => Promise<T>): Promise<() => T> {
  try {
    const peer = withoutInterop(await load());
    return () => peer;
  } catch (cause) {
    return () => {
      throw new Error(`imm-weboffice-server needs the package ${name}: run \`npm install ${name}\``, { cause });
    };
  }
}

/** Node gives the exports of a compiled CommonJS package as `default`, bundlers give them as they are. */
function withoutInterop<T extends object>(module: T): T {
  const { default: exports } = module as { default?: unknown };
  return typeof exports === 'object' && exports !== null && 'default' in exports ? (exports as T) : module;
}
