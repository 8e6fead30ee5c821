/** Texts that are not UTF-8: what they are taken for, and that they are never written in a second encoding. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { decodeText } from '../../local/src/server/text/decode-text.js';
import { detectEncoding } from '../../local/src/server/text/detect-encoding.js';
import { languagesOf } from '../../local/src/server/text/encodings.js';
import { encodingOf, type TakenEncoding } from '../../local/src/server/text/taken-encoding.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { Encoding, HistoryList } from '../../local/src/shared/page-api.js';
import { UnwritableCharacter, encodeText } from '../../local/src/server/text/encode-text.js';
import { readTextFile } from '../../local/src/server/text/text-file.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { visit, type Visitor } from './visitor.js';

describe('a text is taken for what it is', () => {
  const cases: [Encoding, string, string[]?][] = [
    ['gb18030', '这是一份简短的说明文件，请查收。'],
    ['gb18030', '姓名,年龄\n张三,30\n李四,28\n'],
    ['big5', '這是一份簡短的說明文件，請查收。'],
    ['shift_jis', '吾輩は猫である。名前はまだ無い。\r\nどこで生れたかとんと見当がつかぬ。①∴～\r\n'],
    ['euc-jp', 'これは日本語です。名前はまだ無い。'],
    ['euc-kr', '한국어 문서입니다. 이름을 적어 주세요.'],
    ['windows-1251', 'Привет, как дела? Меня зовут Анна.'],
    ['koi8-r', 'Привет, как дела? Меня зовут Анна.'],
    ['windows-1252', 'Name;Betrag;Datum\r\nMüller;1.234,56;26.11.2026\r\n"Meier; Söhne";0,5;01.02.2026\r\n'],
    ['windows-1252', 'Größe: 5 €, naïve café “quoted”'],
    ['windows-1252', 'Größe'],
    ['windows-1252', 'España, mañana, ¿qué?'],
    ['windows-1250', 'Zażółć gęślą jaźń. Proszę wpisać imię.', ['pl']],
    ['windows-1254', 'Türkçe şarkı sözleri, ığdır', ['tr']],
    ['windows-1253', 'Ελληνικά κείμενα για όλους'],
    ['windows-1255', 'שלום עולם, מה שלומך'],
    ['shift_jis', '名前', ['ja']],
    ['gb18030', '姓名', ['zh-cn', 'zh']],
    ['big5', '姓名', ['zh-tw', 'zh']],
    ['euc-kr', '이름', ['ko-kr']],
  ];
  for (const [encoding, text, languages] of cases) {
    test(`${encoding}: ${text.slice(0, 12).trim()}`, () => {
      const bytes = encodeText(text, encoding);
      assert.equal(decodeText(bytes, encoding), text);
      assert.equal(detectEncoding(bytes, languages), encoding);
      assert.deepEqual(readTextFile(bytes, encoding), { text, encoding, hasMark: false });
    });
  }
  test('by its mark, or as UTF-8', () => {
    assert.equal(detectEncoding(Buffer.from('\ufeffa')), 'utf-8');
    assert.equal(detectEncoding(Buffer.from('灯塔, naïve')), 'utf-8');
    assert.equal(detectEncoding(Buffer.from('\ufeffa', 'utf16le')), 'utf-16le');
  });
});

test('every character that an encoding has is written as it was read', () => {
  for (const encoding of Encoding.options) {
    if (encoding.startsWith('utf')) continue;
    const codes = encoding.startsWith('windows') || encoding === 'koi8-r' ? 0x100 : 0x10000;
    let all = '';
    for (let code = codes === 0x100 || encoding === 'shift_jis' ? 0x80 : 0x8000; code < codes; code++) {
      if (code > 0xff && code < 0x8000) continue;
      const character = decodeText(code < 0x100 ? Uint8Array.of(code) : Uint8Array.of(code >> 8, code & 0xff), encoding);
      if ([...character].length === 1 && character !== '\ufffd') all += character;
    }
    assert.ok(all.length > 50, encoding);
    assert.equal(decodeText(encodeText(all, encoding), encoding), all, encoding);
  }
});

test('what an encoding does not have is refused, not replaced', () => {
  for (const [encoding, text] of [
    ['shift_jis', '€'],
    ['windows-1252', '灯'],
    ['windows-1252', '\ufffd'],
    ['gb18030', '\ud800'],
  ] as const) {
    assert.throws(() => encodeText(text, encoding), UnwritableCharacter);
  }
});

test('a file keeps its encoding while others come and go, until somebody chooses', () => {
  const bytes = encodeText('名前', 'shift_jis');
  assert.deepEqual(encodingOf(bytes, undefined, ['ja']), { encoding: 'shift_jis', isGuess: true });
  const guessed: TakenEncoding = { encoding: 'shift_jis', overUTF8: false };
  assert.equal(encodingOf(bytes, guessed, ['de']).encoding, 'shift_jis');
  // Nothing beyond ASCII is left.
  assert.equal(encodingOf(Buffer.from('x'), guessed, []).encoding, 'shift_jis');
  assert.deepEqual(encodingOf(Buffer.from('x'), undefined, []), { encoding: 'utf-8', isGuess: false });
  // Another program writes it anew.
  assert.equal(encodingOf(Buffer.from('名前'), guessed, []).encoding, 'utf-8');
  assert.equal(encodingOf(Buffer.from('名前'), { encoding: 'gb18030', overUTF8: true }, []).encoding, 'gb18030');
  assert.equal(encodingOf(Buffer.from('\ufeffa'), { encoding: 'gb18030', overUTF8: true }, []).encoding, 'utf-8');
});

test('languages are in the order of their wishes', () => {
  assert.deepEqual(languagesOf('de;q=0.5, ja-JP, *;q=0.1, en;q=0.8,fr;q=0'), ['ja-jp', 'en', 'de']);
  assert.deepEqual(languagesOf(undefined), []);
});

describe('an encoding that was chosen', () => {
  let storage: Storage;
  let office: LocalWebOffice;
  const start = async () => (office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` }));
  before(async () => {
    storage = await temporaryStorage();
    await start();
  });
  after(async () => {
    await office.close();
    await storage.remove();
  });
  async function open(name: string, languages: string): Promise<Visitor> {
    const visitor = await visit(office, { SourceURI: `oss://test/${name}`, Permission: { History: true } }, 'page');
    await visitor.call('session', { method: 'POST', headers: { 'accept-language': languages } });
    return visitor;
  }
  const textOf = async (visitor: Visitor, call = 'content') => (await visitor.call(call)).text();

  test('is that of the next server too', async () => {
    await writeFile(`${storage.root}/test/chosen.txt`, encodeText('мама', 'koi8-r'));
    const first = await open('chosen.txt', 'zh');
    assert.equal((await first.post('encoding', { encoding: 'koi8-r' })).status, 204);
    assert.equal(await textOf(first), 'мама');
    await office.close();
    await start();
    assert.equal(await textOf(await open('chosen.txt', 'de')), 'мама');
  });

  test('is that of the version before a conversion', async () => {
    await writeFile(`${storage.root}/test/converted.txt`, encodeText('мама', 'koi8-r'));
    const page = await open('converted.txt', 'zh');
    await page.post('encoding', { encoding: 'koi8-r' });
    assert.equal((await page.post('encoding', { encoding: 'utf-8', convert: true })).status, 204);
    assert.equal(await readFile(`${storage.root}/test/converted.txt`, 'utf8'), 'мама');
    const { versions } = HistoryList.parse(await (await page.call('versions')).json());
    assert.equal(versions.length, 2);
    assert.equal(await textOf(page, `version?id=${versions[1]!.id}`), 'мама');
    await office.close();
    await start();
    const later = await open('converted.txt', 'de');
    assert.deepEqual([await textOf(later), await textOf(later, `version?id=${versions[1]!.id}`)], ['мама', 'мама']);
  });
});
