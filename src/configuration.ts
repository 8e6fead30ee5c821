/** Turns what stands on the tag into what a document is opened with, or says what is wrong and what is allowed. */
import { isOriginPattern } from './contract/office-url.js';
import type { OpenRequest } from './contract/requests.js';

/** Raw values as they stand on the element. */
export interface RawConfiguration {
  tokenEndpoint: string;
  src: string;
  filename: string;
  mode: string;
  allow: string;
  sdkUrl: string;
  officeOrigins: string;
  timeout: number;
}

export interface Configuration {
  endpoint: { url: string; timeout: number };
  request: OpenRequest;
  sdkURL: string;
  officeOrigins: readonly string[];
  timeout: number;
}

/** Either a configuration, or one line for each thing that is wrong. */
export type Checked = { configuration: Configuration; problems: [] } | { configuration: undefined; problems: string[] };

/** What `allow` may ask for (IMM: Permission). */
const PERMISSIONS = ['copy', 'export', 'print', 'history', 'rename'] as const;

/** Longest wait a timer can be set to, ms. */
const MAX_TIMEOUT = 2 ** 31 - 1;

export function checkConfiguration(raw: RawConfiguration, baseURI: string): Checked {
  const problems: string[] = [];
  const url = resolve(raw.tokenEndpoint, baseURI);
  if (!raw.tokenEndpoint)
    problems.push('token-endpoint is missing: give the URL of your token endpoint, e.g. token-endpoint="/api/weboffice"');
  else if (!url) problems.push(`token-endpoint="${raw.tokenEndpoint}" is not allowed: use an http or https URL`);

  const sdkURL = resolve(raw.sdkUrl, baseURI);
  if (!sdkURL) problems.push(`sdk-url="${raw.sdkUrl}" is not allowed: use an http or https URL`);

  const { mode } = raw;
  if (mode !== 'preview' && mode !== 'edit') problems.push(`mode="${mode}" is not allowed: use "preview" or "edit"`);

  const allow = words(raw.allow);
  for (const word of allow.filter((entry) => !PERMISSIONS.some((name) => name === entry))) {
    problems.push(`allow has "${word}", which is not allowed: use ${PERMISSIONS.join(', ')}`);
  }

  const officeOrigins = words(raw.officeOrigins);
  for (const pattern of officeOrigins.filter((entry) => !isOriginPattern(entry))) {
    problems.push(`office-origins has "${pattern}", which is not allowed: use origins like "https://*.aliyuncs.com"`);
  }
  if (!(raw.timeout > 0 && raw.timeout <= MAX_TIMEOUT))
    problems.push(`timeout="${raw.timeout}" is not allowed: use milliseconds, 1 to ${MAX_TIMEOUT}`);

  if (problems.length > 0 || !url || !sdkURL) return { configuration: undefined, problems };
  const request: OpenRequest = {
    action: 'open',
    sourceURI: raw.src,
    ...(raw.filename && { filename: raw.filename }),
    permission: { readonly: mode === 'preview', ...Object.fromEntries(allow.map((name) => [name, true])) },
  };
  return {
    configuration: { endpoint: { url, timeout: raw.timeout }, request, sdkURL, officeOrigins, timeout: raw.timeout },
    problems: [],
  };
}

/** Separated by spaces or commas. */
function words(list: string): string[] {
  return list.split(/[\s,]+/).filter(Boolean);
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
