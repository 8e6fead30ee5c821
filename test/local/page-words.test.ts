/** The office page's language, and what it says of a document by what the server knows of it. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { mayPrint, noticeOf, withheldBars } from '../../local/src/page/document/offers.js';
import { en } from '../../local/src/page/words/en.js';
import { chooseLanguage, formatList, formatNumber, formatTime, language, words } from '../../local/src/page/words/messages.js';
import { zhCN } from '../../local/src/page/words/zh-cn.js';
import type { SessionInfo } from '../../local/src/shared/page-api.js';

afterEach(() => chooseLanguage('en'));

for (const [requested, chosen] of [
  ['zh-CN', 'zh-CN'],
  ['zh-TW', 'zh-CN'],
  ['ZH', 'zh-CN'],
  ['en-US', 'en'],
  ['ja', 'en'],
  ['', 'en'],
] as const) {
  test(`asked for ${requested || 'nothing'}, the page speaks ${chosen}`, () => {
    chooseLanguage(requested);
    assert.equal(language, chosen);
    assert.equal(words, chosen === 'en' ? en : zhCN);
  });
}

test('lists, numbers and times are written as the language does', () => {
  const time = Date.UTC(2026, 0, 2, 12);
  const written = () => [formatList(['Ann', 'Bob']), formatNumber(100_000), /2026/.test(formatTime(time)), /年/.test(formatTime(time))];
  assert.deepEqual(written(), ['Ann, Bob', '100,000', true, false]);
  chooseLanguage('zh-CN');
  assert.deepEqual(written(), ['Ann、Bob', '100,000', true, true]);
});

/** What the server knows of a document with every right. */
function info(known: Partial<SessionInfo> = {}, name = 'a.doc', officeType: SessionInfo['fileInfo']['officeType'] = 'w'): SessionInfo {
  const permission = { print: true, export: true, copy: true, history: true, rename: true, readonly: false };
  return { permission, cachePreview: false, fileInfo: { name, officeType }, ...known } as SessionInfo;
}

describe('the notice for a writer says', () => {
  for (const [what, known, notice] of [
    ['nothing of an ordinary document', {}, undefined],
    ['why nothing can be changed', { readOnlyReason: 'Final', through: 'docx' }, en.readOnly.Final],
    [
      'which encoding cannot be written',
      { readOnlyReason: 'Encoding', encoding: 'gb18030' },
      en.encoding.readOnly(en.encoding.names.gb18030),
    ],
    ['through what a document is edited', { through: 'docx' }, en.through('doc', 'docx')],
    ['that changes are tracked', { tracking: 'required' }, en.tracked],
    ['that there is more than is shown', { holdsMore: true }, en.holdsMore],
    ['that there are tracked looks', { holdsOldLooks: true }, en.holdsOldLooks],
    ['both', { tracking: 'required', holdsMore: true }, `${en.tracked} ${en.holdsMore}`],
  ] as [string, Partial<SessionInfo>, string | undefined][]) {
    test(what, () => assert.equal(noticeOf(info(known)), notice));
  }
});

describe('withheld', () => {
  const denied = { ...info().permission, export: false };
  for (const [what, document, bars] of [
    ['nothing of a document with every right', info(), []],
    ['export of a PDF', info({}, 'a.pdf', 'f'), ['Export']],
    ['export that is not allowed', info({ permission: denied }), ['Export']],
    ['search and print of a cached preview', info({ cachePreview: true }), ['Find', 'Print']],
  ] as const) {
    test(what, () => assert.deepEqual(withheldBars(document), bars));
  }
});

test('a cached preview is never printed, and nothing without the right', () => {
  const denied = { ...info().permission, print: false };
  assert.deepEqual(
    [mayPrint(info()), mayPrint(info({ cachePreview: true })), mayPrint(info({ permission: denied }))],
    [true, false, false],
  );
});
