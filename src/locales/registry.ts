/**
 * Languages beyond those in the core, shared by every copy of this module on a page: a language loaded from a file of its own
 * reaches the element in a bundle or from a CDN, whichever of them came first.
 */
import type { Messages } from './messages.js';

interface Registry {
  /** By BCP 47 tag in canonical form. */
  messages: Map<string, Messages>;
  /** Told when a language is added, so that what is on screen changes too. */
  listeners: Set<() => void>;
}

const KEY = Symbol.for('imm-weboffice.languages');

/** The one registry of the page, under a symbol of `globalThis`. */
export const registry: Registry = ((globalThis as { [KEY]?: Registry })[KEY] ??= { messages: new Map(), listeners: new Set() });

/** @throws {RangeError} when `tag` is no BCP 47 tag */
export function register(tag: string, messages: Messages): void {
  registry.messages.set(Intl.getCanonicalLocales(tag)[0]!, messages);
  for (const listener of registry.listeners) listener();
}
