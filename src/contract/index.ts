export * from './credentials.js';
export * from './errors.js';
export * from './formats.js';
export * from './notifications.js';
export * from './office-url.js';
export * from './requests.js';
