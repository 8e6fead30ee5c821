/** What the element and a token endpoint say to each other, and what IMM allows: schemas, error codes, formats, limits. */
export * from './credentials.js';
export * from './errors.js';
export * from './formats.js';
export * from './instant.js';
export * from './json.js';
export * from './notifications.js';
export * from './office-url.js';
export * from './requests.js';
export * from './sdk-version.js';
