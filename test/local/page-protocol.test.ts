/** The office page's half of the SDK's protocol: who is heard, and what the SDK is sent. */
import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { parseMessage, type SdkMessage } from '../../local/src/page/sdk/message.js';
import { Protocol, type Incoming } from '../../local/src/page/sdk/protocol.js';

describe('a message', () => {
  const setToken = { eventName: 'setToken', data: { token: 'a' } };
  for (const [what, raw, expected] of [
    ['as JSON', JSON.stringify(setToken), setToken],
    ['as an object', setToken, setToken],
    ['with an id that is no id', { ...setToken, msgId: {} }, { ...setToken, msgId: undefined }],
    ['that no SDK sends', { eventName: 'webpackOk' }, null],
    ['whose name only begins as one', { eventName: 'setTokens' }, null],
    ['without a name', '{"data":1}', null],
    ['that is no JSON', '{"eventName"', null],
    ['that is nothing', undefined, null],
  ] as const) {
    test(what, () => assert.deepEqual(parseMessage(raw), expected));
  }
});

/** An SDK's window that notes what it is sent, and a page that has started. */
function pageIn(sdkId: string | null = null) {
  const sent: { message: { eventName: string; sdkInstanceId?: number }; to: string }[] = [];
  const sdk = {
    postMessage: (message: string, to: string) => void sent.push({ message: JSON.parse(message) as { eventName: string }, to }),
  };
  const heard: SdkMessage[] = [];
  const protocol = new Protocol((message) => heard.push(message), sdk, sdkId);
  const hear = (eventName: string, { source = sdk, origin = 'https://host.example', ...rest }: Record<string, unknown> = {}) =>
    protocol.hear({ source, origin, data: JSON.stringify({ eventName, ...rest }) } as unknown as Incoming);
  return { protocol, sent, heard, hear };
}

describe('the page', () => {
  test('hears the window around it, from the first origin on', () => {
    const { heard, hear } = pageIn();
    hear('setConfig', { source: {} });
    hear('unknown', { origin: 'https://other.example' });
    hear('setConfig');
    hear('setToken', { origin: 'https://other.example' });
    hear('setToken');
    assert.deepEqual(
      heard.map(({ eventName }) => eventName),
      ['setConfig', 'setToken'],
    );
  });

  test('speaks to anybody until the SDK has answered, then to its origin', () => {
    const { protocol, sent, hear } = pageIn();
    protocol.send('stage');
    hear('setConfig');
    protocol.send('stage');
    assert.deepEqual(
      sent.map(({ to }) => to),
      ['*', 'https://host.example'],
    );
  });

  test('cannot name an opaque origin', () => {
    const { protocol, sent, hear } = pageIn();
    hear('setConfig', { origin: 'null' });
    protocol.send('stage');
    assert.equal(sent[0]?.to, '*');
  });

  for (const [what, sdkId, number] of [
    ['of its URL', '7', 7],
    ['of its URL, if it is one', '7a', undefined],
    ['of none', null, undefined],
  ] as const) {
    test(`sends the number ${what}`, () => {
      const { protocol, sent } = pageIn(sdkId);
      protocol.send('stage');
      assert.equal(sent[0]?.message.sdkInstanceId, number);
    });
  }

  test('takes the number that the SDK sends', () => {
    const { protocol, sent, hear } = pageIn('7');
    hear('setConfig', { sdkInstanceId: 8 });
    protocol.send('stage');
    assert.equal(sent[0]?.message.sdkInstanceId, 8);
  });

  test('says ready ten times at most, and never once it was answered', (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const [deaf, answered] = [pageIn(), pageIn()];
    deaf.protocol.start();
    answered.protocol.start();
    answered.hear('setConfig');
    for (let second = 0; second < 20; second++) context.mock.timers.tick(1_000);
    assert.deepEqual(new Set(deaf.sent.map(({ message }) => message.eventName)), new Set(['ready']));
    assert.deepEqual([deaf.sent.length, answered.sent.length], [10, 1]);
  });

  test('where it is opened by itself says nothing, and hears nothing from a window that is gone', () => {
    const receive = mock.fn();
    const protocol = new Protocol(receive, null, null);
    protocol.start();
    protocol.send('stage');
    const message = { source: null, origin: 'https://host.example', data: JSON.stringify({ eventName: 'setConfig' }) };
    protocol.hear(message);
    assert.equal(protocol.embedded, false);
    assert.equal(receive.mock.callCount(), 0);
  });
});
