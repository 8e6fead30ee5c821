/** `imm-weboffice-server/service`: the ready-made token service, apart from the handler, as few hosts need its metrics and logs. */
export { checkTokenService, createTokenService, type TokenService, type TokenServiceParts } from './service.js';
export type { TokenServiceConfig } from './config.js';
