export { Realm } from './realm.js';
export { OfficeSession, type SdkEvent } from './session.js';
export type { Application, FileInfo, SaveResult } from './types.js';
