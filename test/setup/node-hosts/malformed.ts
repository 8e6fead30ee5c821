/** Requests that a broken or hostile client sends: raw bytes of HTTP/1.1. */

const JSON_BODY = '{"action":"open","sourceURI":"oss://test/short.pdf"}';

interface Parts {
  method?: string;
  target?: string;
  host?: string;
  headers?: readonly string[];
  body?: string;
}

/** A good request for the token endpoint, with some parts replaced. */
function post({ method = 'POST', target = '/', host = 'localhost', headers = [], body = JSON_BODY }: Parts = {}): string {
  const length = headers.some((line) => /^(content-length|transfer-encoding):/i.test(line)) ? [] : [`Content-Length: ${body.length}`];
  const type = headers.some((line) => /^content-type:/i.test(line)) ? [] : ['Content-Type: application/json'];
  return [`${method} ${target} HTTP/1.1`, `Host: ${host}`, ...type, ...length, ...headers, '', body].join('\r\n');
}

/** By what is wrong. */
export const MALFORMED: Readonly<Record<string, string>> = {
  TRACE: post({ method: 'TRACE', body: '' }),
  CONNECT: 'CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n\r\n',
  'CONNECT to a path': 'CONNECT / HTTP/1.1\r\nHost: localhost\r\n\r\n',
  GET: post({ method: 'GET', body: '' }),
  'GET with a body': post({ method: 'GET' }),
  HEAD: post({ method: 'HEAD', body: '' }),
  PUT: post({ method: 'PUT' }),
  DELETE: post({ method: 'DELETE' }),
  PROPFIND: post({ method: 'PROPFIND' }),
  'a method in lower case': post({ method: 'post' }),
  'a method nobody knows': post({ method: 'FROBNICATE' }),
  OPTIONS: post({ method: 'OPTIONS', body: '' }),
  'OPTIONS *': post({ method: 'OPTIONS', target: '*', body: '' }),
  'credentials in Host': post({ host: 'u@localhost' }),
  'user and password in Host': post({ host: 'u:p@localhost' }),
  'a path in Host': post({ host: 'localhost/evil' }),
  'a query in Host': post({ host: 'localhost?evil' }),
  'a fragment in Host': post({ host: 'localhost#evil' }),
  'a space in Host': post({ host: 'a b' }),
  'an empty Host': post({ host: '' }),
  'a port that is none in Host': post({ host: 'localhost:port' }),
  'half of an IPv6 address in Host': post({ host: '[::1' }),
  'no Host': `POST / HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: ${JSON_BODY.length}\r\n\r\n${JSON_BODY}`,
  'two Hosts': post({ headers: ['Host: other.example'] }),
  'a path of two slashes with credentials': post({ method: 'GET', target: '//u@localhost/', body: '' }),
  'a path of two slashes with credentials, posted': post({ target: '//u:p@localhost/' }),
  'a path of two slashes with a port that is none': post({ target: '//localhost:port/' }),
  'only slashes': post({ target: '////' }),
  'a backslash': post({ target: '/\\u@localhost' }),
  'absolute form with credentials': post({ target: 'http://u:p@localhost/' }),
  'absolute form of another host': post({ target: 'http://other.example/' }),
  'absolute form of another scheme': post({ target: 'ftp://localhost/' }),
  'absolute form without a host': post({ target: 'http:///' }),
  'a percent sign alone': post({ target: '/%' }),
  'bytes above ASCII in the target': post({ target: '/\xff\xfe' }),
  'a target of 10,000 characters': post({ target: `/${'a'.repeat(10_000)}` }),
  'HTTP/1.0 without Host': `POST / HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: ${JSON_BODY.length}\r\n\r\n${JSON_BODY}`,
  'HTTP/9.9': post().replace('HTTP/1.1', 'HTTP/9.9'),
  'no HTTP at all': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'an empty line': '\r\n\r\n',
  'a header without a name': post({ headers: [': value'] }),
  'a control character in a header': post({ headers: ['X-Odd: a\x01b'] }),
  'bytes above ASCII in a header': post({ headers: ['X-Odd: \xff\xfe', 'Origin: http://\xe4.example'] }),
  'a folded header': post({ headers: ['X-Odd: a', ' b'] }),
  'a pseudo-header': post({ headers: [':authority: u@localhost'] }),
  '2,000 headers': post({ headers: Array.from({ length: 2_000 }, (_, index) => `X-${index}: 1`) }),
  'an Origin that is none': post({ headers: ['Origin: null, http://['] }),
  'a content type of its own': post({ headers: ['Content-Type: \xff/json'] }),
  'a charset nobody knows': post({ headers: ['Content-Type: application/json; charset=none'] }),
  'a body that is compressed, says its header': post({ headers: ['Content-Encoding: gzip'] }),
  'Expect of something else': post({ headers: ['Expect: 200-ok'] }),
  'an upgrade': post({ headers: ['Connection: Upgrade', 'Upgrade: websocket'] }),
  'a body that breaks off': post({ headers: ['Content-Length: 1000'], body: '{"action":' }),
  'a chunked body that breaks off': post({ headers: ['Transfer-Encoding: chunked'], body: '5\r\n{"act' }),
  'a chunk without a size': post({ headers: ['Transfer-Encoding: chunked'], body: 'zz\r\n{}\r\n0\r\n\r\n' }),
  'a length and chunks': post({ headers: ['Content-Length: 5', 'Transfer-Encoding: chunked'], body: '0\r\n\r\n' }),
  'two lengths': post({ headers: ['Content-Length: 5', 'Content-Length: 6'] }),
  'a negative length': post({ headers: ['Content-Length: -1'] }),
  'a body too large': post({ body: 'x'.repeat(100_000) }),
  'an empty body': post({ body: '' }),
  'a body that is no JSON': post({ body: '{' }),
  'a body that is no UTF-8': post({ body: '"\xff\xfe"' }),
  'a body of null': post({ body: 'null' }),
  'a lone surrogate': post({ body: '{"action":"open","sourceURI":"\\ud800"}' }),
  'a handler that throws': post({ target: '/broken' }),
  'a notification whose authenticate throws': post({ target: '/mns', headers: ['X-Throw: 1'] }),
  'a notification whose authenticate reads the body': post({ target: '/mns' }),
  'a notification that breaks off': post({ target: '/mns', headers: ['Content-Length: 1000'], body: '{' }),
  'a notification without a body': post({ target: '/mns', body: '' }),
  'a notification that is too large': post({ target: '/mns', body: 'x'.repeat(100_000) }),
};
