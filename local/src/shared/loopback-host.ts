/** Whose pages a server on this machine answers. */
import { isLoopback } from 'imm-weboffice/contract';

/**
 * Whether a request was sent to this very machine by name. A page of another site can make its own name resolve to 127.0.0.1, but no browser sends another
 * Host than that name.
 * @param host of the request, with its port
 */
export function isLoopbackHost(host: string | undefined): boolean {
  const url = `http://${host ?? ''}`;
  return URL.canParse(url) && isLoopback(new URL(url).hostname);
}
