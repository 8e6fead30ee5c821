import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { WebOfficeError } from '../../src/index.js';
import { CredentialKeeper, type KeeperEvents } from '../../src/credentials/index.js';

const ignore = () => undefined;
const events: KeeperEvents = { onToken: ignore, onMoved: ignore, onTrouble: ignore, onLost: ignore };

const good = () => {
  const times = { accessTokenExpiredTime: '2026-01-01T00:30:00.123456789Z', refreshTokenExpiredTime: '2026-01-02T00:00:00Z' };
  return {
    webofficeURL: 'https://office-cn-shanghai.imm.aliyuncs.com/office/w/1?_w_tokentype=1',
    ...{ accessToken: 'a'.repeat(32), refreshToken: 'b'.repeat(32), ...times, serverTime: '2026-01-01T00:00:00Z' },
  };
};
const names = Object.keys(good());
const junk = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.double(), fc.constantFrom(null, [], {}, Number.MAX_VALUE, -1));

/** A good answer with some fields replaced, renamed or left out, in an envelope or not. */
const mutated = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...names, '__proto__', 'constructor', 'error', 'data'), junk),
    fc.subarray(names),
    fc.constantFrom('', 'data', 'result', 'body', 'other'),
    fc.boolean(),
  )
  .map(([changes, dropped, envelope, pascal]) => {
    const entries = Object.entries({ ...good(), ...changes }).filter(([name]) => !dropped.includes(name) || dropped.length > 3);
    const answer = Object.fromEntries(entries.map(([name, value]) => [pascal ? name[0]!.toUpperCase() + name.slice(1) : name, value]));
    return JSON.stringify(envelope ? { code: 0, [envelope]: answer } : answer);
  });

/** A good answer with bytes of it changed. */
const damaged = fc.tuple(fc.nat(), fc.string({ unit: 'binary', maxLength: 3 })).map(([place, text]) => {
  const whole = JSON.stringify(good());
  const at = place % whole.length;
  return whole.slice(0, at) + text + whole.slice(at + text.length);
});
const body = fc.oneof(mutated, damaged, fc.json(), fc.string({ unit: 'binary' }));
const status = fc.oneof({ weight: 6, arbitrary: fc.constant(200) }, { weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }) });
const headers = fc.dictionary(
  fc.constantFrom('retry-after', 'date', 'content-type'),
  fc.constantFrom('', '-1', '1e9', 'soon', '120', 'Fri, 31 Dec 1999 23:59:59 GMT', 'application/json'),
);

describe('ten thousand answers of a token endpoint', () => {
  it('each is credentials or an error with a code, and none is left unhandled', async function () {
    this.timeout(120_000);
    const unhandled: unknown[] = [];
    const hear = (event: PromiseRejectionEvent) => unhandled.push(event.reason);
    window.addEventListener('unhandledrejection', hear);
    const original = window.fetch.bind(window);
    const endpoint = { urls: { open: `${location.origin}/api`, refresh: `${location.origin}/api` }, timeout: 60_000 };
    let opened = 0;
    try {
      await fc.assert(
        fc.asyncProperty(body, status, headers, async (text, code, more) => {
          const isBodiless = [204, 205, 304].includes(code);
          window.fetch = () => Promise.resolve(new Response(isBodiless ? null : text, { status: code, headers: more }));
          const over = new AbortController();
          try {
            const request = { action: 'open', sourceURI: 'oss://bucket/a.docx' } as const;
            const keeper = await CredentialKeeper.open(endpoint, request, events, over.signal);
            opened += 1;
            expect(keeper.token.token).to.be.a('string').and.not.equal('');
            expect(keeper.token.timeout).to.be.greaterThan(300_000);
            expect(keeper.webofficeURL).to.be.a('string').and.not.equal('');
          } catch (error) {
            if (!(error instanceof WebOfficeError)) throw error;
            expect(error.code).to.match(/^[A-Z]\w+$/);
            expect(error.message).not.to.contain('a'.repeat(32)).and.not.to.contain('b'.repeat(32));
          } finally {
            over.abort();
          }
        }),
        { numRuns: 10_000 },
      );
    } finally {
      window.fetch = original;
      window.removeEventListener('unhandledrejection', hear);
    }
    expect(opened, 'some are good').to.be.greaterThan(100);
    expect(unhandled).to.deep.equal([]);
    expect({}).not.to.have.property('accessToken');
  });
});

describe('leaving the page', () => {
  it('is warned of while the office page has not stored what was edited', async () => {
    const { UnsavedChanges } = await import('../../src/element/unsaved.js');
    const { tellsUnsaved } = await import('../../src/sdk/file-status.js');
    const changes: boolean[] = [];
    const unsaved = new UnsavedChanges((any) => changes.push(any));
    const isWarned = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    const after = [undefined, 0, 6, 7, 6, 1, 5, undefined].map((status) => {
      unsaved.set(tellsUnsaved({ status }));
      return isWarned();
    });
    expect(after).to.deep.equal([false, false, true, false, true, false, true, false]);
    expect(changes).to.deep.equal([true, false, true, false, true, false]);
  });
});
