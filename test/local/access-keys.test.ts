import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AccessKeys, type AccessKey } from '../../local/src/server/imm/access-keys.js';
import { ImmFault } from '../../local/src/server/imm-fault.js';

const OPEN = 'GenerateWebofficeToken';
const REFRESH = 'RefreshWebofficeToken';
const PROJECT = 'demo';

/** Whether a key may do it. */
function may(key: AccessKey, action = OPEN, project = PROJECT): boolean {
  try {
    new AccessKeys({ id: key }).authorize('id', action, project);
    return true;
  } catch (error) {
    assert.ok(error instanceof ImmFault, String(error));
    assert.deepEqual([error.status, error.code], [403, 'AccessDenied']);
    return false;
  }
}

describe('an access key', () => {
  const rows: [what: string, key: AccessKey, may: boolean, action?: string, project?: string][] = [
    ['of a secret alone may do everything', 'secret', true],
    ['without actions and projects may do everything', { secret: 's' }, true],
    ['with its action', { secret: 's', actions: [`imm:${OPEN}`] }, true],
    ['with another action', { secret: 's', actions: [`imm:${REFRESH}`] }, false],
    ['with one of its actions', { secret: 's', actions: [`imm:${REFRESH}`, `imm:${OPEN}`] }, true],
    ['with every action of IMM', { secret: 's', actions: ['imm:*'] }, true],
    ['with every action of another service', { secret: 's', actions: ['oss:*'] }, false],
    ['with an action that lacks its service', { secret: 's', actions: [OPEN] }, false],
    ['with no action', { secret: 's', actions: [] }, false],
    ['in its project', { secret: 's', projects: [PROJECT] }, true],
    ['in another project', { secret: 's', projects: ['other'] }, false],
    ['in one of its projects', { secret: 's', projects: ['other', 'de*'] }, true],
    ['with no project', { secret: 's', projects: [] }, false],
    ['with its action, in another project', { secret: 's', actions: ['imm:*'], projects: ['other'] }, false],
    ['with another action, in its project', { secret: 's', actions: ['oss:*'], projects: ['*'] }, false],
    ['for one action only, at another', { secret: 's', actions: [`imm:${OPEN}`] }, false, REFRESH],
  ];
  for (const [what, key, expected, action, project] of rows) test(what, () => assert.equal(may(key, action, project), expected));

  test('is refused in words that name the action and the project, as RAM does', () => {
    const keys = new AccessKeys({ id: { secret: 's', actions: [] } });
    assert.throws(
      () => keys.authorize('id', OPEN, PROJECT),
      /not authorized to do imm:GenerateWebofficeToken on acs:imm::local:project\/demo\./,
    );
  });

  test('has its secret, and an unknown one has none', () => {
    const keys = new AccessKeys({ plain: 'one', limited: { secret: 'two' } });
    assert.deepEqual([keys.secretOf('plain'), keys.secretOf('limited'), keys.secretOf('other')], ['one', 'two', undefined]);
  });
});
