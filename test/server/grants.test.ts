/** Asked and granted: every combination of rights, pages, names, and what a grant has to look like. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decidedByHost, effectiveGrant, effectivePages, effectivePermission, immFilename, readGrant } from '../../server/src/grant.js';
import { fingerprint, grantedOf, reasonToEnd, rightsOf } from '../../server/src/granted.js';

const RIGHTS = ['rename', 'history', 'copy', 'export', 'print'] as const;
const EVERYTHING = { readonly: false, rename: true, history: true, copy: true, export: true, print: true };
const NOTHING = { readonly: true, rename: false, history: false, copy: false, export: false, print: false };

describe('permission', () => {
  test('is reading without words, and everything when both have everything', () => {
    assert.deepEqual(effectivePermission(), NOTHING);
    assert.deepEqual(effectivePermission({}, EVERYTHING), NOTHING);
    assert.deepEqual(effectivePermission(EVERYTHING, {}), NOTHING);
    assert.deepEqual(effectivePermission(EVERYTHING, EVERYTHING), EVERYTHING);
  });
  test('to edit is asked and granted', () => {
    for (const asked of [true, false, undefined]) {
      for (const granted of [true, false, undefined]) {
        const { readonly } = effectivePermission({ readonly: asked }, { readonly: granted });
        assert.equal(readonly, !(asked === false && granted === false), `${asked}, ${granted}`);
      }
    }
  });
  for (const right of RIGHTS) {
    test(`to ${right} is asked and granted, and none of it alone`, () => {
      assert.equal(effectivePermission({ ...EVERYTHING, [right]: false }, EVERYTHING)[right], false);
      assert.equal(effectivePermission(EVERYTHING, { ...EVERYTHING, [right]: false })[right], false);
      assert.equal(effectivePermission({ ...EVERYTHING, [right]: undefined }, EVERYTHING)[right], false);
    });
  }
  test('to export needs print, and history needs editing', () => {
    assert.equal(effectivePermission({ ...EVERYTHING, print: false }, EVERYTHING).export, false);
    assert.equal(effectivePermission(EVERYTHING, { ...EVERYTHING, print: false }).export, false);
    assert.equal(effectivePermission({ ...EVERYTHING, readonly: true }, EVERYTHING).history, false);
    assert.equal(effectivePermission({ ...EVERYTHING, readonly: true }, EVERYTHING).rename, true);
  });
});

test('pages are the fewer of both', () => {
  const rows = [
    [undefined, undefined, undefined],
    [5, undefined, 5],
    [undefined, 5, 5],
    [3, 5, 3],
    [5, 3, 3],
    [4, 4, 4],
  ] as const;
  for (const [asked, granted, pages] of rows) assert.equal(effectivePages(asked, granted), pages);
});

describe('a grant', () => {
  const user = { id: 'ada' };
  const good: [what: string, grant: object, read?: object][] = [
    ['with a user alone', { user }],
    [
      'with everything',
      {
        user: { id: '1', name: 'n', avatar: 'a' },
        sourceURI: 'oss://b/k',
        filename: 'a.docx',
        permission: EVERYTHING,
        previewPages: 1,
        watermark: { value: 'x' },
      },
    ],
    ['with 5,000 pages', { user, previewPages: 5_000 }],
    [
      'with null where a database has it',
      { user: { ...user, name: null }, filename: null, permission: { copy: null } },
      { user, permission: {} },
    ],
    ['with more than is known', { user, team: 'x' }, { user }],
    ['of a document whose key has a line break', { user, sourceURI: 'oss://b/a\nb.docx' }],
  ];
  for (const [what, grant, read = grant] of good) test(what, () => assert.deepEqual(readGrant(grant), read));
  const bad: [what: string, grant: unknown, words: RegExp][] = [
    ['true', true, /body has to be of type object/],
    ['a list', [], /body|user/],
    ['without a user', {}, /user has to be of type object/],
    ['without an id', { user: {} }, /user\.id/],
    ['with an empty id', { user: { id: '' } }, /user\.id/],
    ['with an id of spaces', { user: { id: ' ' } }, /user\.id/],
    ['with a number as id', { user: { id: 1 } }, /user\.id/],
    ['of no address', { user, sourceURI: 'report.docx' }, /sourceURI is not oss:/],
    ['of a bucket', { user, sourceURI: 'oss://bucket/' }, /sourceURI/],
    ['of an address within a text', { user, sourceURI: 'x oss://b/k' }, /sourceURI/],
    ['with an unknown extension', { user, filename: 'a.png' }, /filename/],
    ['with an extension in capitals', { user, filename: 'a.DOCX' }, /filename/],
    ['with no extension', { user, filename: 'docx' }, /filename/],
    ['with no pages', { user, previewPages: 0 }, /previewPages .* 1 is the least/],
    ['with 5,001 pages', { user, previewPages: 5_001 }, /previewPages .* 5000 is the most/],
    ['with half a page', { user, previewPages: 1.5 }, /previewPages/],
    ['with a right that is no boolean', { user, permission: { copy: 'yes' } }, /permission\.copy/],
    ['with an unknown watermark', { user, watermark: { text: 'x' } }, /watermark has "text"/],
  ];
  for (const [what, grant, words] of bad) {
    test(`${what} is none`, () =>
      assert.throws(
        () => readGrant(grant),
        (error: Error) => error instanceof TypeError && words.test(error.message) && error.message.startsWith('authorize has to answer'),
      ));
  }
});

describe('what IMM gets of both', () => {
  const asked = { action: 'open', sourceURI: 'oss://bucket/folder/Own.DOCX' } as const;
  const user = { id: 'ada' };
  test('the host’s document, pages, name and watermark before the browser’s', () => {
    const watermark = { value: 'x' };
    const grant = { user, sourceURI: 'oss://b/k.docx', filename: 'n.docx', previewPages: 3, permission: EVERYTHING, watermark };
    assert.deepEqual(effectiveGrant({ ...asked, permission: EVERYTHING, previewPages: 5 }, grant), {
      ...{ userId: 'ada', sourceURI: 'oss://b/k.docx', permission: { ...EVERYTHING } },
      ...{ previewPages: 3, cachePreview: undefined, hidecmb: undefined, filename: 'n.docx', watermark },
    });
    assert.equal(effectiveGrant(asked, { user }).sourceURI, asked.sourceURI);
  });
  test('a name: the host’s, else the browser’s, else the document’s own with its extension in lower case', () => {
    const name = (more: object, grant: object) => immFilename({ ...asked, ...more }, effectiveGrant(asked, { user, ...grant }));
    assert.equal(name({ filename: 'Asked.DOCX' }, { filename: 'granted.docx' }), 'granted.docx');
    assert.equal(name({ filename: 'Asked.DOCX' }, {}), 'Asked.DOCX');
    assert.equal(name({}, {}), 'Own.docx');
    assert.equal(name({}, { sourceURI: 'oss://b/x/Other.Name.PDF' }), 'Other.Name.pdf');
    assert.equal(name({}, { sourceURI: 'oss://b/NO-EXTENSION' }), 'NO-EXTENSION');
  });
  test('which parameters are the host’s', () => {
    assert.deepEqual(decidedByHost(asked, { user }), []);
    assert.deepEqual(decidedByHost(asked, { user, sourceURI: 'oss://b/k.docx' }), ['SourceURI', 'Filename']);
    assert.deepEqual(decidedByHost({ ...asked, filename: 'a.docx' }, { user, sourceURI: 'oss://b/k.docx' }), ['SourceURI']);
    assert.deepEqual(decidedByHost(asked, { user, filename: 'a.docx', previewPages: 1, watermark: {} }), [
      'Filename',
      'PreviewPages',
      'Watermark',
    ]);
  });
});

describe('a session under a later grant', () => {
  const base = { user: 'u', document: 'd', permission: EVERYTHING, previewPages: 5, filename: 'f', watermark: 'w' };
  test('goes on under the same, and under a wider one', () => {
    assert.equal(reasonToEnd(base, base), undefined);
    assert.equal(reasonToEnd({ ...base, permission: NOTHING }, base), undefined);
    assert.equal(reasonToEnd(base, { ...base, previewPages: undefined }), undefined);
    assert.equal(reasonToEnd(base, { ...base, previewPages: 6 }), undefined);
    assert.equal(reasonToEnd(base, { ...base, filename: 'other' }), undefined, 'a reader who may rename has renamed it');
  });
  const ends: [change: object, why: string][] = [
    [{ user: 'x' }, 'it was issued to another user'],
    [{ document: 'x' }, 'the host now names another document'],
    [{ permission: { ...EVERYTHING, readonly: true } }, 'the host no longer grants editing'],
    ...RIGHTS.map((right): [object, string] => [{ permission: { ...EVERYTHING, [right]: false } }, `the host no longer grants ${right}`]),
    [{ previewPages: 4 }, 'the host now grants fewer pages'],
    [{ watermark: 'x' }, 'the host now has another watermark'],
    [{ watermark: undefined }, 'the host now has another watermark'],
  ];
  for (const [change, why] of ends)
    test(`ends: ${why}, ${JSON.stringify(change)}`, () => assert.equal(reasonToEnd(base, { ...base, ...change }), why));
  test('ends when pages have a limit now, and at another name where nobody may rename', () => {
    assert.equal(reasonToEnd({ ...base, previewPages: undefined }, base), 'the host now grants fewer pages');
    const reading = { ...base, permission: { ...EVERYTHING, rename: false } };
    assert.equal(reasonToEnd(reading, { ...reading, filename: 'other' }), 'the host now has another file name');
  });
  const effective = {
    ...{ userId: 'ada', sourceURI: 'oss://b/k.docx', permission: EVERYTHING, previewPages: 3 },
    ...{ cachePreview: undefined, hidecmb: undefined, filename: 'a.docx', watermark: { value: 'x' } },
  };
  test('is kept as hashes, and without what there is none of', () => {
    const kept = grantedOf(effective);
    assert.deepEqual(kept, {
      ...{ user: fingerprint('ada'), document: fingerprint('oss://b/k.docx'), permission: EVERYTHING, previewPages: 3 },
      ...{ filename: fingerprint('a.docx'), watermark: fingerprint('{"value":"x"}') },
    });
    const least = grantedOf({ ...effective, previewPages: undefined, filename: undefined, watermark: undefined });
    assert.deepEqual(Object.keys(least), ['user', 'document', 'permission']);
    assert.equal(fingerprint('a'), 'ypeBEsobvcr6wjGzmiPcTaeG7_gUfE5yuYB3ha_uSLs');
  });
  test('has other rights for another user, permission, pages, name or watermark; the document’s place is no part of them', () => {
    const rights = (change: object = {}, watermark: object = {}) => rightsOf({ ...effective, ...change }, watermark);
    const all = [
      rights(),
      rights({ userId: 'eve' }),
      rights({ permission: NOTHING }),
      rights({ previewPages: 4 }),
      rights({ filename: 'b.docx' }),
      rights({}, { value: 'y' }),
    ];
    assert.equal(new Set(all).size, all.length);
    assert.equal(rights({ sourceURI: 'oss://b/other.docx' }), rights());
  });
});
