/** The backend's half: a token endpoint for `<imm-weboffice>` on Alibaba Cloud's official client. */
export type { OfficeEditEvent, OpenRequest, Permission, RefreshRequest } from 'imm-weboffice/contract';
export type { TokenEvent } from './audit.js';
export { authorizeByWebhook, type AuthorizeWebhookOptions } from './authorize-webhook.js';
export type { Grant, User } from './grant.js';
export type { GrantKeyOptions } from './grant-keys.js';
export { createTokenHandler, type TokenHandler } from './handler.js';
export { createImmClient, type ImmClient, type ImmClientOptions } from './imm-client.js';
export { Refusal } from './http.js';
export { ImmError } from './imm-error.js';
export { toNodeHandler, type NodeHandlerOptions } from './node.js';
export type { Authorize, AuthorizeContext, TokenHandlerOptions } from './options.js';
export { authorizeByGrant, type SignedGrantOptions } from './signed-grants.js';
export type { UserNameForm } from './user.js';
export { createNotificationHandler, parseNotification, type NotificationHandlerOptions } from './notifications.js';
