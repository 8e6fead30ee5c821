/** Turns what stands on the tag into what a document is opened with, or says what is wrong and what is allowed. */
import { isOriginPattern } from '../contract/office-url.js';
import type { OpenRequest } from '../contract/requests.js';
import { readJSON } from './json-attribute.js';
import { openRequest, words } from './open-request.js';
import type { Values } from './values.js';

/** What is set on the element. */
export interface RawConfiguration extends Values {
  /** Whether the host asks for credentials itself. */
  hasFetchCredentials: boolean;
  nonce: string;
  /** One line for each value that is of no use at all. */
  problems: readonly string[];
}

/** Checked values, ready to open a document with. URLs are absolute, `timeout` is in ms. */
export interface Configuration {
  endpoint: {
    urls: { open: string; refresh: string };
    /** Of the endpoint that signs grants. */
    grantURL: string | undefined;
    timeout: number;
    credentials: RequestCredentials | undefined;
  };
  request: OpenRequest;
  script: { sdkURL: string; integrity: string | undefined; nonce: string | undefined };
  sdkOptions: Record<string, unknown>;
  officeOrigins: readonly string[];
  timeout: number;
}

/** Either a configuration, or one line for each thing that is wrong. */
export type Checked = { configuration: Configuration; problems: [] } | { configuration: undefined; problems: string[] };

/** Longest wait a timer can be set to, ms. */
const MAX_TIMEOUT = 2 ** 31 - 1;

/** SDK options that are the element's own business. */
const OWN_OPTIONS = ['url', 'mount', 'refreshToken'];

const REQUEST_CREDENTIALS = ['omit', 'same-origin', 'include'] as const;

/** One or more hashes (Subresource Integrity, 3.5). */
const INTEGRITY = /^\s*(sha(256|384|512)-[A-Za-z0-9+/]+={0,2}(\s+|$))+$/;

/** Checks everything that is set on the element. Throws nothing. @param baseURI that relative URLs are resolved against */
export function checkConfiguration(raw: RawConfiguration, baseURI: string): Checked {
  const problems = [...raw.problems];
  // The host's own function has no URL; what it asks is the page's.
  const own = raw.hasFetchCredentials ? baseURI : undefined;
  const open = raw.tokenEndpoint ? resolve(raw.tokenEndpoint, baseURI) : own;
  if (!raw.tokenEndpoint && !open)
    problems.push('token-endpoint is missing: give the URL of your token endpoint, e.g. token-endpoint="/api/weboffice"');
  else if (!open) problems.push(`token-endpoint="${raw.tokenEndpoint}" is not allowed: use an http or https URL`);
  const refresh = raw.refreshEndpoint ? resolve(raw.refreshEndpoint, baseURI) : open;
  if (raw.refreshEndpoint && !refresh) problems.push(`refresh-endpoint="${raw.refreshEndpoint}" is not allowed: use an http or https URL`);
  const grantURL = raw.grantEndpoint ? resolve(raw.grantEndpoint, baseURI) : undefined;
  if (raw.grantEndpoint && !grantURL) problems.push(`grant-endpoint="${raw.grantEndpoint}" is not allowed: use an http or https URL`);
  const sdkURL = resolve(raw.sdkUrl, baseURI);
  if (!sdkURL) problems.push(`sdk-url="${raw.sdkUrl}" is not allowed: use an http or https URL`);
  const { sdkIntegrity, timeout } = raw;
  if (sdkIntegrity && !INTEGRITY.test(sdkIntegrity))
    problems.push(`sdk-integrity="${sdkIntegrity}" is not allowed: use hashes like "sha384-…", in Base64`);
  const request = openRequest(raw, problems);
  const credentials = oneOf('request-credentials', raw.requestCredentials, REQUEST_CREDENTIALS, problems);
  oneOf('loading', raw.loading, ['eager', 'lazy'], problems);
  const sdkOptions = readSdkOptions(raw.sdkOptions, problems);
  const officeOrigins = words(raw.officeOrigins);
  for (const pattern of officeOrigins.filter((entry) => !isOriginPattern(entry))) {
    problems.push(`office-origins has "${pattern}", which is not allowed: use origins like "https://*.imm.aliyuncs.com"`);
  }
  if (!(timeout > 0 && timeout <= MAX_TIMEOUT)) problems.push(`timeout="${timeout}" is not allowed: use milliseconds, 1 to ${MAX_TIMEOUT}`);

  if (problems.length > 0 || !open || !refresh || !sdkURL) return { configuration: undefined, problems };
  const configuration = {
    endpoint: { urls: { open, refresh }, grantURL, timeout, credentials },
    script: { sdkURL, integrity: sdkIntegrity || undefined, nonce: raw.nonce || undefined },
    ...{ request, sdkOptions, officeOrigins, timeout },
  };
  return { configuration, problems: [] };
}

/** Nothing, or one of a few words. */
function oneOf<T extends string>(attribute: string, value: string, allowed: readonly T[], problems: string[]): T | undefined {
  const found = allowed.find((word) => word === value);
  if (value && !found) problems.push(`${attribute}="${value}" is not allowed: use ${allowed.map((word) => `"${word}"`).join(' or ')}`);
  return found;
}

function readSdkOptions(value: string | object, problems: string[]): Record<string, unknown> {
  const options = typeof value === 'string' ? readJSON('sdk-options', value, problems) : value;
  const entries = Object.entries(options ?? {});
  for (const [name] of entries.filter(([name]) => OWN_OPTIONS.includes(name))) {
    problems.push(`sdk-options has "${name}", which the element sets itself: leave it out`);
  }
  return Object.fromEntries(entries);
}

function resolve(value: string, baseURI: string): string | undefined {
  if (!URL.canParse(value, baseURI)) return undefined;
  const url = new URL(value, baseURI);
  return /^https?:$/.test(url.protocol) ? url.href : undefined;
}

/** The name to show for a document: the given one, or the last part of its reference. */
export function displayName(src: string, filename: string): string {
  const last = src.split(/[?#]/)[0]?.split('/').filter(Boolean).pop() ?? src;
  if (filename) return filename;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
