export type { Endpoint, FetchCredentials } from './endpoint.js';
export { CredentialKeeper, type KeeperEvents, type PageToken } from './keeper.js';
