/** CommonJS packages, as the loaders of modules give them. */

/** Node gives the exports of a compiled CommonJS package as `default`, bundlers give them as they are. */
export function withoutInterop<T extends object>(module: T): T {
  const { default: exports } = module as { default?: unknown };
  return typeof exports === 'object' && exports !== null && 'default' in exports ? (exports as T) : module;
}
