import assert from 'node:assert/strict';
import { test } from 'node:test';
import { immUser } from '../../src/server/grant.js';

test('any user becomes one that IMM accepts', () => {
  const ids = ['7', 'alice', 'b4c0ffee-0000-4000-8000-000000000000', 'ou_张伟', 'x'.repeat(15), 'x'.repeat(200), ''];
  const mapped = ids.map((id) => immUser({ id, name: 'Zoë O’Hara 张伟' }));
  for (const { Id, Name } of mapped) {
    assert.match(Id, /^[A-Za-z0-9]{1,15}$/);
    assert.match(Name, /^[A-Za-z0-9\-_+/=@]{1,32}$/);
  }
  assert.equal(new Set(mapped.map(({ Id }) => Id)).size, ids.length, 'different users stay different');
  assert.equal(mapped[1]?.Id, 'alice', 'ids that fit are kept');
  assert.equal(immUser({ id: 'x'.repeat(200) }).Id, mapped[5]?.Id, 'the same user stays the same');
});
