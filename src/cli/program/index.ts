/** What the commands of all packages have in common: how their words are read, and how they end. For Node. */
export * from './command-words.js';
export * from './ended.js';
export * from './port-error.js';
