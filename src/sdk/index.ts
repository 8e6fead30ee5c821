export { Realm } from './realm.js';
export { REPEATED_WITHIN, pageTimeout } from './page-tokens.js';
export type { ScriptOptions } from './load.js';
export { OfficeSession, type SdkEvent } from './session.js';
export type * from './object-model.js';
export type { FileInfo, SaveResult, SdkConfig, SdkInstance, Tab } from './types.js';
