/** Which WebofficeURLs are trusted. A token goes to the page behind this URL, so a wrong one would hand it to a stranger. */

/** IMM serves its office pages from `https://office-{region}.imm.aliyuncs.com`. `*.aliyuncs.com` would include every customer's OSS bucket. */
export const DEFAULT_OFFICE_ORIGINS = ['https://*.imm.aliyuncs.com'] as const;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host name is this very machine. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/** An allowed origin: `https://host[:port]`, the host optionally starting with `*.` for any subdomain. */
const PATTERN = /^(https?):\/\/(\*\.)?([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d+)?$/i;

/** Whether a string is a usable entry of `office-origins`. */
export function isOriginPattern(pattern: string): boolean {
  return PATTERN.test(pattern);
}

function matches(url: URL, pattern: string): boolean {
  const [, scheme, wildcard, host = '', port = ''] = PATTERN.exec(pattern) ?? [];
  if (!scheme || `${scheme.toLowerCase()}:` !== url.protocol) return false;
  if (wildcard) return url.hostname.endsWith(`.${host.toLowerCase()}`) && port === (url.port && `:${url.port}`);
  return url.origin === safeOrigin(`${scheme}://${host}${port}`);
}

function safeOrigin(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

/**
 * The URL if it may be opened, otherwise undefined: https (http only on loopback), no user name or password in it,
 * and an origin that one of the patterns allows. Loopback is allowed only when the page itself is on loopback.
 */
export function trustedOfficeURL(value: string, patterns: readonly string[], pageHostname: string): URL | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  if (url.username || url.password) return undefined;
  if (isLoopback(url.hostname) && isLoopback(pageHostname) && /^https?:$/.test(url.protocol)) return url;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) return undefined;
  return patterns.some((pattern) => matches(url, pattern)) ? url : undefined;
}
