/** The addresses of other services that an operator configures. */

/**
 * @param name of the option, for the message
 * @param allowHTTP also beyond loopback: the operator's network is trusted
 * @throws {TypeError} for anything but `https`, or `http` on loopback; its message does not repeat the address, which may hold a password
 */
export function checkServiceURL(name: string, address: string, allowHTTP = false): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new TypeError(`${name} has to be an absolute URL with https:`);
  if (url.username || url.password) throw new TypeError(`${name} must not hold a user name or a password`);
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'http:' && !isLoopback && !allowHTTP)
    throw new TypeError(`${name} has to be an https URL; http: is for loopback only`);
  return url;
}
