/** Comments and tracked changes: an editor that gives them names and numbers as it likes changes nothing by that. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { changeWordFile } from '../../local/src/server/word/file.js';
import { docx } from '../setup/documents.js';

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"';

/** @param names of the comments' paragraphs, which have the numbers 0, 1, … @param done of those */
function commented(names: readonly string[], done: readonly string[] = [], parent?: string, words = 'words'): Buffer {
  const comments = names.map(
    (name, id) => `<w:comment w:id="${id}"><w:p${name && ` w14:paraId="${name}"`}><w:r><w:t>${id}</w:t></w:r></w:p></w:comment>`,
  );
  const named = names.filter((name) => name);
  const state = named.map(
    (name) =>
      `<w15:commentEx w15:paraId="${name}"${parent && name === named.at(-1) ? ` w15:paraIdParent="${parent}"` : ''} w15:done="${done.includes(name) ? 1 : 0}"/>`,
  );
  const ids = named.map((name) => `<w16cid:commentId w16cid:paraId="${name}" w16cid:durableId="D${name}"/>`);
  const parts = {
    comments: `<w:comments ${W}>${comments.join('')}</w:comments>`,
    commentsExtended: `<w15:commentsEx xmlns:w15="urn:w15">${state.join('')}</w15:commentsEx>`,
    commentsIds: `<w16cid:commentsIds xmlns:w16cid="urn:w16cid">${ids.join('')}</w16cid:commentsIds>`,
  };
  return ZipFile.parse(docx([words]))
    .with(new Map(Object.entries(parts).map(([name, text]) => [`word/${name}.xml`, text])))
    .toBuffer();
}

const textOf = (file: Buffer, part: string) => ZipFile.parse(file).text(`word/${part}.xml`) ?? '';

describe('of an editor that names comments anew each time it writes', () => {
  test('another word changes nothing that is said of them', () => {
    const before = commented(['A1', 'A2'], ['A2'], 'A1');
    const after = changeWordFile(before, commented(['B1', 'B2'], ['B2'], 'B1'), commented(['C1', 'C2'], ['C2'], 'C1', 'other words'));
    assert.match(textOf(after, 'document'), /other words/);
    for (const part of ['comments', 'commentsExtended', 'commentsIds']) assert.equal(textOf(after, part), textOf(before, part));
  });

  test('what is done now, and what is answered, is said under the names they have', () => {
    const after = changeWordFile(commented(['A1']), commented(['B1']), commented(['C1', 'C2'], ['C1'], 'C1'));
    assert.match(textOf(after, 'commentsExtended'), /w15:paraId="A1" w15:done="1"\/><w15:commentEx w15:paraId="C2" w15:paraIdParent="A1"/);
    assert.match(textOf(after, 'commentsIds'), /w16cid:paraId="A1" w16cid:durableId="DA1"\/><w16cid:commentId w16cid:paraId="C2"/);
  });

  test('one without a name stays without', () => {
    const before = commented(['', 'A2']);
    const after = changeWordFile(before, commented(['B1', 'B2']), commented(['C1', 'C2'], [], undefined, 'other words'));
    for (const part of ['comments', 'commentsExtended', 'commentsIds']) assert.equal(textOf(after, part), textOf(before, part));
  });

  const nameless = [
    [
      'is done',
      ['C1'],
      undefined,
      /^<w15:commentsEx [^>]*><w15:commentEx w15:paraId="C1" w15:done="1"\/><w15:commentEx w15:paraId="A2" w15:done="0"\/>/,
    ],
    ['is answered', [], 'C1', /w15:paraId="C1" w15:done="0"\/><w15:commentEx w15:paraId="A2".*w15:paraId="C3" w15:paraIdParent="C1"/],
  ] as const;
  for (const [what, done, parent, list] of nameless) {
    test(`one without a name gets one when it ${what}`, () => {
      const names = parent ? ['C1', 'C2', 'C3'] : ['C1', 'C2'];
      const after = changeWordFile(commented(['', 'A2']), commented(['B1', 'B2']), commented(names, done, parent));
      assert.match(textOf(after, 'commentsExtended'), list);
      assert.match(textOf(after, 'comments'), /<w:comment w:id="0"><w:p w14:paraId="C1"><w:r><w:t>0<.*<w:p w14:paraId="A2">/);
      assert.match(textOf(after, 'commentsIds'), /w16cid:paraId="C1"/);
    });
  }

  test('names have their namespace, also where the file has none', () => {
    const strip = (file: Buffer) => {
      const zip = ZipFile.parse(file);
      const comments = zip.text('word/comments.xml')!.replace(/ xmlns:w14="[^"]*"/, '');
      return zip
        .with(
          new Map<string, string | null>([
            ['word/comments.xml', comments],
            ['word/commentsExtended.xml', null],
          ]),
        )
        .toBuffer();
    };
    const after = changeWordFile(strip(commented([''])), commented(['B1']), commented(['C1'], ['C1']));
    assert.match(textOf(after, 'comments'), /^<w:comments xmlns:w14="http:\/\/schemas.microsoft.com\/office\/word\/2010\/wordml"/);
    assert.match(textOf(after, 'commentsExtended'), /w15:paraId="C1" w15:done="1"/);
  });
});

test('tracked changes get numbers that fit into 32 bits, each its own', () => {
  const change = (id: number, words: string) => `</w:t></w:r><w:ins w:id="${id}"><w:r><w:t>${words}</w:t></w:r></w:ins><w:r><w:t>`;
  const before = docx([change(5, 'old')]);
  const after = changeWordFile(before, before, docx([change(5, 'old') + change(1795552161263, 'one') + change(1795552161264, 'two')]));
  assert.deepEqual(
    [...textOf(after, 'document').matchAll(/w:ins w:id="(\d+)"/g)].map(([, id]) => id),
    ['5', '6', '7'],
  );
});
