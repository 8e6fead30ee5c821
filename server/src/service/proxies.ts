/** The host name that a browser asked for, where a proxy that is trusted says it. */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/**
 * @param proxies addresses and networks
 * @returns puts `X-Forwarded-Host` in the place of `Host` if the other end of the connection is one of the proxies; from anybody else it is left unread
 * @throws {TypeError} for what is neither
 */
export function trustProxies(proxies: readonly string[]): (incoming: IncomingMessage) => void {
  const trusted = new BlockList();
  for (const entry of proxies) add(trusted, entry);
  return (incoming) => {
    const address = incoming.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
    if (proxies.length === 0 || !isIP(address) || !trusted.check(address, familyOf(address))) return;
    // Each proxy adds to the end: the last name is of the nearest, which is the trusted one.
    const host = incoming.headers['x-forwarded-host']?.toString().split(',').pop()?.trim();
    if (!host) return;
    incoming.headers.host = host;
    const raw = incoming.rawHeaders;
    for (let index = 0; index + 1 < raw.length; index += 2) if (/^host$/i.test(raw[index]!)) raw[index + 1] = host;
  };
}

function add(list: BlockList, entry: string): void {
  const [address = '', bits, ...rest] = entry.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  const prefix = bits === undefined ? most : Number(bits);
  if (!isIP(address) || rest.length > 0 || !(Number.isInteger(prefix) && prefix >= 0 && prefix <= most)) {
    throw new TypeError(`trustedProxies has "${entry}": use addresses like 10.0.0.5 or networks like 10.0.0.0/8`);
  }
  list.addSubnet(address, prefix, familyOf(address));
}

const familyOf = (address: string) => (isIP(address) === 4 ? 'ipv4' : 'ipv6');
