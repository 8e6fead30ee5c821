/** Names of documents that read as something else than they are: refused before the host's `authorize` sees them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createTokenHandler } from '../../server/src/index.js';
import { outcome, post, stubImm } from '../setup/token-endpoint.js';

async function ask(asked: object, grant = {}) {
  const seen: string[] = [];
  const authorize = ({ sourceURI }: { sourceURI: string }) => (seen.push(sourceURI), { user: { id: 'ada' }, ...grant });
  const handler = createTokenHandler({ imm: stubImm(), secret: 'a secret of thirty-two characters', authorize });
  return { answer: await post(handler, { action: 'open', sourceURI: 'oss://bucket/report.docx', ...asked }), seen };
}

const HIDDEN: Record<string, string> = {
  'a NUL': 'a\0b',
  'a line break': 'a\nb',
  'a C1 control': 'a\u0085b',
  DEL: 'a\x7fb',
  'a line separator': 'a\u2028b',
  'a right-to-left override': 'a\u202Excod.exe',
  'an isolate': 'a\u2066b\u2069',
  'a left-to-right mark': 'a\u200Eb',
  'an Arabic letter mark': 'a\u061Cb',
  'a zero-width space': 'a\u200Bb',
  'a joiner between Latin letters': 'a\u200Db',
  'a non-joiner between Latin letters': 'a\u200Cb',
  'two joiners in a row': 'می\u200C\u200Cخ',
  'a word joiner': 'a\u2060b',
  'a byte order mark': '\uFEFFa',
  'a soft hyphen': 'a\u00ADb',
  'a Hangul filler': 'a\u3164b',
  'a combining grapheme joiner': 'a\u034Fb',
  'a variation selector after a letter': 'a\uFE0Fb',
  'a tag character': 'a\u{E0041}b',
  'half a surrogate pair': 'a\uD83Db',
  'a noncharacter': 'a\uFFFFb',
  'an encoded NUL': 'a%00b',
  'an encoded line break': 'a%0Ab',
  'a NUL that is encoded twice': 'a%2500b',
  'an encoded zero-width space': 'a%e2%80%8bb',
  'an encoded override beside a byte that is no UTF-8': 'a%ff%E2%80%AEb',
  'an encoded tag character': 'a%f3%a0%81%81b',
};

for (const [what, text] of Object.entries(HIDDEN)) {
  test(`${what} is refused`, async () => {
    const inURI = await ask({ sourceURI: `oss://bucket/${text}.docx` });
    const inName = await ask({ filename: `${text}.docx` });
    assert.equal(outcome(inURI.answer), '400 InvalidSourceURI');
    assert.equal(outcome(inName.answer), '400 InvalidFilename');
    assert.match(inURI.answer.body.error!.message, /it has U\+[0-9A-F]{4,5}$/);
    assert.deepEqual([...inURI.seen, ...inName.seen], [], 'authorize is not asked');
  });
}

describe('a way up is refused', () => {
  const ways = [
    ...['oss://bucket/public/../private.docx', '../private', 'oss://bucket/..', 'oss://../bucket/a.docx', 'a/..\\b', 'a\\..\\b.docx'],
    ...['oss://bucket/%2e%2e/a.docx', 'oss://bucket/.%2E/a.docx', 'oss://bucket/..%2fa.docx', 'oss://bucket/%252e%252e%252fa.docx'],
    ...['oss://bucket/a%5c..%5cb.docx', 'oss://bucket/．．/a.docx', 'oss://bucket/‥/a.docx', 'oss://bucket/..／a.docx'],
    ...['oss://bucket/%ff/%2e%2e/a.docx', 'oss://bucket/%ef%bc%8e%ef%bc%8e/a.docx'],
  ];
  for (const way of ways) {
    test(way, async () => {
      const { answer, seen } = await ask({ sourceURI: way });
      assert.equal(outcome(answer), '400 InvalidSourceURI');
      assert.deepEqual(seen, []);
    });
  }

  test('in a file name, which has no path at all', async () => {
    for (const filename of ['../a.docx', 'a/b.docx', 'a\\b.docx', '..']) {
      const { answer, seen } = await ask({ filename });
      assert.equal(outcome(answer), '400 InvalidFilename');
      assert.deepEqual(seen, []);
    }
  });
});

describe('names that people give their files open', () => {
  const names = [
    ...['می‌خواهم', 'क्‍ष', 'ന്‍', 'ශ්‍රී', 'خانه‌ها', '年报 2026（终稿）', 'Ünïcödé', 'e\u0301', '❤️', '👩‍💻', '👩🏽‍💻', '👨‍👩‍👧', '🏳️‍🌈', '1️⃣'],
    ...[
      '辻\u{E0100}',
      '𠮷野家',
      'a..b',
      '...',
      'report.final',
      '100%',
      'a%2fb',
      '100%zz',
      'a%ffb',
      '%e5%b9%b4',
      'ไทย',
      '한국어',
      "O'Hara & Söhne",
      'a\u00A0b',
      'a\u3000b',
    ],
  ];
  for (const name of names) {
    test(name, async () => {
      const { answer, seen } = await ask({ sourceURI: `oss://bucket/${name}.docx`, filename: `${name}.docx` });
      assert.equal(outcome(answer), '200');
      assert.deepEqual(seen, [`oss://bucket/${name}.docx`]);
    });
  }
});

test('a document with such a name opens through a reference of the host’s', async () => {
  const { answer } = await ask({ sourceURI: 'report-17' }, { sourceURI: 'oss://bucket/a\u200B..\u202E/b.docx' });
  assert.equal(outcome(answer), '200');
});
