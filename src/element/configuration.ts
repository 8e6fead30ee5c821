/** Turns what stands on the tag into what a document is opened with, or says what is wrong and what is allowed. */
import { isOriginPattern } from '../contract/office-url.js';
import type { OpenRequest } from '../contract/requests.js';
import { openRequest, readJSON, words, type RawRequest } from './open-request.js';

/** Raw values as they stand on the element. */
export interface RawConfiguration extends RawRequest {
  tokenEndpoint: string;
  sdkUrl: string;
  sdkOptions: string | object;
  officeOrigins: string;
  timeout: number;
}

export interface Configuration {
  endpoint: { url: string; timeout: number };
  request: OpenRequest;
  sdkURL: string;
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

export function checkConfiguration(raw: RawConfiguration, baseURI: string): Checked {
  const problems: string[] = [];
  const url = resolve(raw.tokenEndpoint, baseURI);
  if (!raw.tokenEndpoint)
    problems.push('token-endpoint is missing: give the URL of your token endpoint, e.g. token-endpoint="/api/weboffice"');
  else if (!url) problems.push(`token-endpoint="${raw.tokenEndpoint}" is not allowed: use an http or https URL`);
  const sdkURL = resolve(raw.sdkUrl, baseURI);
  if (!sdkURL) problems.push(`sdk-url="${raw.sdkUrl}" is not allowed: use an http or https URL`);
  const request = openRequest(raw, problems);
  const sdkOptions = readSdkOptions(raw.sdkOptions, problems);
  const officeOrigins = words(raw.officeOrigins);
  for (const pattern of officeOrigins.filter((entry) => !isOriginPattern(entry))) {
    problems.push(`office-origins has "${pattern}", which is not allowed: use origins like "https://*.aliyuncs.com"`);
  }
  const { timeout } = raw;
  if (!(timeout > 0 && timeout <= MAX_TIMEOUT)) problems.push(`timeout="${timeout}" is not allowed: use milliseconds, 1 to ${MAX_TIMEOUT}`);

  if (problems.length > 0 || !url || !sdkURL) return { configuration: undefined, problems };
  return { configuration: { endpoint: { url, timeout }, request, sdkURL, sdkOptions, officeOrigins, timeout }, problems: [] };
}

function readSdkOptions(value: string | object, problems: string[]): Record<string, unknown> {
  const options = typeof value === 'string' && value ? readJSON('sdk-options', value, problems) : value || {};
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
