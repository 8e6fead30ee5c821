/** What can come between the page and the SDK, or the office page. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { answer, cut, cutShort, first, never, page, type Fault } from '../layer.js';
import type { Bench } from '../bench.js';
import { OFFICE_PAGE, SDK, type Row } from './row.js';

const script = (content: string): Fault => answer(200, content, { 'content-type': 'text/javascript' });
const blocked = { code: 'SdkLoadFailed', words: 'ad blocker' } as const;
const hash = () => {
  const sdk = readFileSync(new URL('../../../local/dist/browser-sdk/aliyun-web-office-sdk.min.js', import.meta.url));
  return `sha384-${createHash('sha384').update(sdk).digest('base64')}`;
};
/** A strict policy that names all the element needs, with changes. */
const strict = ({ office }: Bench, changes: Record<string, string> = {}): string => {
  const directives = {
    'default-src': "'none'",
    'script-src': `'nonce-n0nce' 'self' ${office.url}`,
    'style-src': "'nonce-n0nce'",
    'connect-src': "'self'",
    'frame-src': office.url,
    ...changes,
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
};
const types = (names: string) => ({ 'require-trusted-types-for': "'script'", 'trusted-types': names });

/** ms that the SDK and the office page have; the token endpoint has as many, and takes its time on a busy machine. */
const SILENT = '5000';

export const sdkRows: readonly Row[] = [
  { what: 'the SDK’s connection is cut, as ad blockers do', office: [SDK, cut], ...blocked },
  { what: 'the SDK is not there: 404', office: [SDK, page(404)], ...blocked },
  {
    what: 'the SDK breaks off in the middle',
    office: [SDK, cutShort('window.aliyun = {', { 'content-type': 'text/javascript' })],
    ...blocked,
  },
  { what: 'the SDK fails twice, and comes then', office: [SDK, first(2, cut)] },
  {
    what: 'the SDK never comes',
    office: [SDK, never],
    attributes: () => ({ timeout: SILENT }),
    code: 'Timeout',
    words: 'takes too long',
    message: /did not load within 5000 ms/,
  },
  { what: 'a login page in place of the SDK', office: [SDK, answer(200, '<!doctype html><p>Log in')], ...blocked },
  {
    what: 'HTML that says it is a script',
    office: [SDK, script('<!doctype html><p>Log in')],
    ...blocked,
    // It runs what others see through, and nothing comes of it.
    inFirefox: { code: 'SdkInvalid', words: 'could not be started' },
  },
  {
    what: 'another script in place of the SDK',
    office: [SDK, script('window.other = 1')],
    code: 'SdkInvalid',
    message: /defines no global `aliyun`/,
  },
  { what: 'an SDK that throws', office: [SDK, script('throw new Error("no")')], code: 'SdkInvalid', words: 'could not be started' },
  { what: 'an SDK whose config() gives nothing', office: [SDK, script('window.aliyun = { config() {} }')], code: 'SdkInvalid' },
  {
    what: 'an SDK that was changed, and sdk-integrity',
    office: [SDK, script('window.aliyun = { config() { return {} } }')],
    attributes: () => ({ 'sdk-integrity': hash() }),
    code: 'SdkLoadFailed',
    message: /is not what sdk-integrity says/,
  },
  { what: 'the SDK as sdk-integrity says', attributes: () => ({ 'sdk-integrity': hash() }) },
  { what: 'a strict policy that names what is needed', policy: (bench) => strict(bench) },
  {
    what: 'a policy of nonces only',
    policy: (bench) => strict(bench, { 'script-src': "'nonce-n0nce'" }),
    attributes: () => ({ nonce: 'n0nce' }),
  },
  {
    what: 'the policy of the page forbids the SDK',
    policy: (bench) => strict(bench, { 'script-src': "'nonce-n0nce' 'self'" }),
    code: 'BlockedByPolicy',
    words: 'does not allow the viewer',
    message: /add it to script-src/,
  },
  {
    what: 'the policy of the page forbids the office page',
    policy: (bench) => strict(bench, { 'frame-src': "'self'" }),
    code: 'BlockedByPolicy',
    message: /add it to frame-src/,
  },
  { what: 'Trusted Types, with the element’s policies named', policy: (bench) => strict(bench, types('lit-html imm-weboffice')) },
  {
    what: 'Trusted Types, without the element’s policy',
    policy: (bench) => strict(bench, types('lit-html')),
    code: 'BlockedByPolicy',
    message: /forbids the Trusted Types policy imm-weboffice: add it to trusted-types/,
  },
  {
    what: 'the office page is not there: 404',
    office: [OFFICE_PAGE, page(404)],
    attributes: () => ({ timeout: SILENT }),
    code: 'Timeout',
    words: 'takes too long',
    message: /the office page was silent/,
  },
  {
    what: 'the office page never comes',
    office: [OFFICE_PAGE, never],
    attributes: () => ({ timeout: SILENT }),
    code: 'Timeout',
    words: 'takes too long',
  },
  { what: 'the document is damaged', attributes: () => ({ src: 'oss://test/broken.docx' }), code: 'OpenFailed', words: 'may be damaged' },
  {
    what: 'the office page is denied its session',
    office: [/\/session$/, answer(401, { RequestId: '', Code: 'InvalidToken', Message: '' })],
    code: 'SessionExpired',
  },
  { what: 'the office page’s server fails once', office: [/\/session$/, first(1, page(502))] },
  { what: 'the document’s content breaks off once', office: [/\/content/, first(1, cut)] },
];
