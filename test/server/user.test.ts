/** The host's users as IMM and the readers of a document see them. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { ImmError, createTokenHandler, type TokenHandlerOptions, type User } from '../../server/src/index.js';
import { immClientFor, startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { outcome, post, stubImm, type StubImm } from '../setup/token-endpoint.js';

const secret = 'a secret of thirty-two characters';
const open = { action: 'open', sourceURI: 'oss://test/short.pdf' };

/** The users that IMM is sent when these open a document, one after the other. */
async function sent(users: User[], options: Partial<TokenHandlerOptions> = {}, imm: StubImm = stubImm()) {
  for (const user of users) {
    const answer = await post(createTokenHandler({ imm, secret, authorize: () => ({ user }), onError: () => undefined, ...options }), open);
    if (!imm.refuse) assert.equal(answer.status, 200);
  }
  return imm.calls.map(({ parameters }) => parameters.User as { Id: string; Name: string });
}
const named = (...names: string[]) => names.map((name) => ({ id: 'ada', name }));
const namesOf = (users: { Name: string }[]) => users.map(({ Name }) => Name);

/** Refuses names beyond those documented, with this code. */
function strictImm(error = new ImmError('InvalidArgument.User', 400, 'Specified parameter User is not valid.', 'R')): StubImm {
  const imm = stubImm();
  imm.refuse = (_, { User }) => (/^[A-Za-z0-9\-_+/=@]{0,32}$/.test((User as { Name: string }).Name) ? undefined : error);
  return imm;
}

test('any id becomes one that IMM accepts', async () => {
  const ids = ['7', 'alice', 'b4c0ffee-0000-4000-8000-000000000000', 'ou_张伟', 'x'.repeat(15), 'x'.repeat(200), ' 7'];
  const users = await sent(ids.map((id) => ({ id })));
  for (const { Id } of users) assert.match(Id, /^[A-Za-z0-9]{1,15}$/);
  assert.equal(new Set(users.map(({ Id }) => Id)).size, ids.length, 'different users stay different');
  assert.equal(users[1]?.Id, 'alice', 'ids that fit are kept');
  const [again] = await sent([{ id: 'x'.repeat(200) }]);
  assert.equal(again?.Id, users[5]?.Id, 'the same user stays the same');
});

describe('a name', () => {
  test('is sent as people have it', async () => {
    const names = ['张伟', 'Zoë O’Hara', 'ada@example.com', 'محمد علی', 'Иван Петров', '👩‍💻 Ada', 'Ada Lovelace'];
    assert.deepEqual(namesOf(await sent(named(...names))), names);
  });

  test('has 32 characters at most, and no half ones', async () => {
    const [latin, rare, emoji] = namesOf(await sent(named('x'.repeat(40), '𠮷'.repeat(40), `${'x'.repeat(31)}😀😀`)));
    assert.equal(latin, 'x'.repeat(32));
    assert.equal(rare, '𠮷'.repeat(32));
    assert.equal(emoji, `${'x'.repeat(31)}😀`);
  });

  test('has no line breaks and nothing that turns the text around it', async () => {
    const names = ['  Ada\nLovelace\t', '\u202Eada', 'a\0b', 'half \uD83D', '\u2066\u2069'];
    assert.deepEqual(namesOf(await sent(named(...names))), ['Ada Lovelace', 'ada', 'a b', 'half', 'ada']);
  });

  test('is the id where there is none', async () => {
    assert.deepEqual(namesOf(await sent([{ id: 'ada' }, { id: 'ada', name: ' ' }])), ['ada', 'ada']);
  });
});

describe('an IMM that refuses names', () => {
  test('is sent the documented form once more, and from then on at once', async () => {
    const names = namesOf(await sent(named('张伟', '单雄信', '张伟', 'Zoë'), {}, strictImm()));
    assert.deepEqual(names, ['张伟', 'ZhangWei', 'ShanXiongXin', 'ZhangWei', 'Zoe']);
  });

  test('is remembered by all handlers with the same client, and not by those of another', async () => {
    const imm = strictImm();
    await sent(named('张伟'), {}, imm);
    imm.calls.length = 0;
    assert.deepEqual(namesOf(await sent(named('王芳'), {}, imm)), ['WangFang']);
    assert.deepEqual(namesOf(await sent(named('王芳'), {}, strictImm())), ['王芳', 'WangFang']);
  });

  test('because of one rare character keeps the names of everybody else', async () => {
    const imm = stubImm();
    imm.refuse = (_, { User }) =>
      /\p{Emoji_Presentation}/u.test((User as { Name: string }).Name) ? new ImmError('InvalidUser', 400, 'no', 'R') : undefined;
    assert.deepEqual(namesOf(await sent(named('Ada 😀', '张伟', 'Eve 😀'), {}, imm)), ['Ada 😀', 'Ada_', '张伟', 'Eve_']);
  });

  const codes: [code: string, message: string, tries: number][] = [
    ['InvalidArgument.User', 'The parameter User is required but not provided', 2],
    ['InvalidUser', 'Specified parameter User is not valid.', 2],
    ['InvalidParameter.User.Name', 'no', 2],
    ['InvalidArgument', 'User.Name is not valid', 2],
    ['InvalidArgument', 'Watermark is not valid', 1],
    ['InvalidUserData', 'Specified parameter UserData is not valid.', 1],
    ['Throttling.User', 'Request was denied due to user flow control.', 1],
  ];
  for (const [code, message, tries] of codes) {
    test(`${code} (${message}): ${tries} calls`, async () => {
      assert.equal((await sent(named('张伟'), {}, strictImm(new ImmError(code, 400, message, 'R')))).length, tries);
    });
  }

  test('because of the picture is not remembered, and is the host’s failure', async () => {
    const imm = stubImm();
    imm.refuse = () => new ImmError('InvalidArgument.User', 400, 'The avatar is not valid', 'R');
    const errors: unknown[] = [];
    const user = { id: 'ada', name: '张伟', avatar: 'ftp://x' };
    const options = { imm, secret, authorize: () => ({ user }), onError: (error: unknown) => void errors.push(error) };
    assert.equal(outcome(await post(createTokenHandler(options), open)), '500 InternalError');
    assert.equal(errors.length, 1);
    delete imm.refuse;
    imm.calls.length = 0;
    assert.deepEqual(namesOf(await sent([user], {}, imm)), ['张伟']);
  });
});

describe('userNames forces', () => {
  test('the documented form', async () => {
    const names = ['张伟', 'Zoë O’Hara', 'ada@example.com', '田中さくら', 'محمد', 'x'.repeat(40), 'Ada_L'];
    const users = await sent(named(...names), { userNames: 'documented' });
    for (const { Name } of users) assert.match(Name, /^[A-Za-z0-9\-_+/=@]{1,32}$/);
    assert.deepEqual(namesOf(users).slice(0, 3), ['ZhangWei', 'Zoe_O_Hara', 'ada@example_com']);
    assert.equal(users[4]?.Name, 'ada', 'a name of which nothing is left is the id');
  });

  test('the original, though IMM refuses it', async () => {
    assert.deepEqual(namesOf(await sent(named('张伟', '王芳'), { userNames: 'original' }, strictImm())), ['张伟', '王芳']);
  });
});

describe('the local WebOffice', () => {
  let storage: Storage;
  const offices: LocalWebOffice[] = [];
  before(async () => {
    storage = await temporaryStorage();
    offices.push(await startOffice(storage), await startOffice(storage, { userNames: 'documented' }));
  });
  after(async () => {
    for (const office of offices) await office.close();
    await storage.remove();
  });

  for (const [index, shown] of ['张伟', 'ZhangWei'].entries()) {
    test(`shows ${shown}`, async () => {
      const office = offices[index]!;
      const handler = createTokenHandler({ imm: immClientFor(office), secret, authorize: () => ({ user: { id: 'wei', name: '张伟' } }) });
      const { body } = await post(handler, open);
      const session = await fetch(`${body.webofficeURL!.replace(/\/office\/f\/(\w+).*/, '/office/api/$1')}/session`, {
        method: 'POST',
        headers: { authorization: `Bearer ${body.accessToken}` },
      });
      assert.deepEqual(((await session.json()) as { user: unknown }).user, { id: 'wei', name: shown });
    });
  }
});
