export type { Transport } from './ask.js';
export type { Endpoint, FetchCredentials } from './endpoint.js';
export { Grants, type GetGrant, type GrantWish } from './grants.js';
export { CredentialKeeper, type KeeperEvents, type PageToken } from './keeper.js';
