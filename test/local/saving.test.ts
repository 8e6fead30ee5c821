/** Saving over HTTP: what lands in the file, what the history keeps, and that nothing is lost when something goes wrong. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { OfficeEditEvent } from '../../src/contract/notifications.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { HistoryList, SaveResult, SessionInfo } from '../../local/src/shared/page-api.js';
import { docx, encrypt, pdf } from '../setup/documents.js';
import { fillDisk } from '../setup/full-disk.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { zip } from '../setup/zip.js';
import { listen, readPages, visit, type Visitor } from './visitor.js';

let storage: Storage;
let office: LocalWebOffice;
const told: OfficeEditEvent[] = [];
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache`, notify: (_, { events }) => told.push(...events) });
});
after(async () => {
  await office.close();
  await storage.remove();
});

const pathOf = (name: string) => `${storage.root}/test/${name}`;
const stored = (name: string) => readFile(pathOf(name), 'utf8');

interface Editor extends Visitor {
  info: SessionInfo;
  /** Version of the content it was sent last. */
  version: number;
  text: string;
  save: (changes: object[], base?: number, over?: number) => Promise<SaveResult>;
}

/** A page that may edit, with the document's content. */
async function edit(name: string, more: Record<string, unknown> = {}): Promise<Editor> {
  const visitor = await visit(office, { SourceURI: `oss://test/${name}`, Permission: { History: true }, ...more }, `page-${name.length}`);
  const info = SessionInfo.parse(await (await visitor.call('session', { method: 'POST' })).json());
  const content = await visitor.call('content');
  const version = Number(content.headers.get('x-version'));
  const save: Editor['save'] = async (changes, base = version, over = base) => {
    const response = await visitor.call(`save?base=${base}&over=${over}`, { method: 'PUT', body: JSON.stringify({ changes }) });
    assert.equal(response.status, 200);
    return SaveResult.parse(await response.json());
  };
  return { ...visitor, info, version, text: await content.text(), save };
}

async function editText(name: string, content: string | Buffer, more?: Record<string, unknown>): Promise<Editor> {
  await writeFile(pathOf(name), content);
  return edit(name, more);
}

const history = async (visitor: Visitor) => HistoryList.parse(await (await visitor.call('versions')).json()).versions;

describe('a text is saved as it was read', () => {
  const word = Buffer.from('d6d0cec4', 'hex'); // 中文 in GBK
  const cases: Record<string, [before: Buffer | string, from: number, to: number, insert: string, after: Buffer | string]> = {
    'UTF-8, lines of Unix': ['one\ntwo\n', 4, 7, 'zwei', 'one\nzwei\n'],
    'lines of Windows, a new one among them': ['one\r\ntwo\r\nthree', 4, 7, 'a\nb', 'one\r\na\r\nb\r\nthree'],
    'lines of old Macs': ['one\rtwo', 3, 3, '\n', 'one\r\rtwo'],
    'mixed lines stay mixed': ['a\nb\r\nc\rd\n', 6, 7, 'D', 'a\nb\r\nc\rD\n'],
    'a byte order mark': ['\ufeffone', 0, 3, 'eins', '\ufeffeins'],
    'UTF-16': [Buffer.from('\ufeffone', 'utf16le'), 3, 3, '灯', Buffer.from('\ufeffone灯', 'utf16le')],
    'UTF-16, the other way round': [Buffer.from('\ufeffone', 'utf16le').swap16(), 0, 1, 'O', Buffer.from('\ufeffOne', 'utf16le').swap16()],
    GBK: [
      Buffer.concat([word, Buffer.from('\r\n'), word]),
      2,
      3,
      '文，',
      Buffer.concat([word, word.subarray(2), Buffer.from('a3ac', 'hex'), word]),
    ],
    'GB 18030, what has four bytes': [word, 2, 2, '\u0080😀€', Buffer.concat([word, Buffer.from('813081309439fc36a2e3', 'hex')])],
  };
  for (const [what, [content, from, to, insert, expected]] of Object.entries(cases)) {
    test(what, async () => {
      const name = 'kept.txt';
      const editor = await editText(name, content);
      const result = await editor.save([{ from, to, insert }]);
      assert.deepEqual([result.result, result.size], ['ok', Buffer.from(expected).length]);
      assert.deepEqual(await readFile(pathOf(name)), Buffer.from(expected));
      // The next content is no upload over one that is being edited.
      await editor.post('leave', null);
    });
  }

  test('every character of the basic plane survives GB 18030', async () => {
    const all = Array.from({ length: 0xd800 - 0x80 }, (_, index) => String.fromCharCode(0x80 + index)).join('');
    const editor = await editText('all.txt', Buffer.concat([word, Buffer.from('\n')]));
    assert.equal((await editor.save([{ from: 0, to: 2, insert: all.replaceAll('\u0085', '') }])).result, 'ok');
    const decoded = new TextDecoder('gb18030').decode(await readFile(pathOf('all.txt')));
    const wrong = [...all.replaceAll('\u0085', '')].filter((character, index) => decoded[index] !== character);
    assert.deepEqual(wrong, []);
  });

  test('bytes that are no text make it read-only, and say so', async () => {
    const editor = await editText('bytes.txt', Buffer.from('ff0061ff81', 'hex'));
    assert.deepEqual([editor.info.editable, editor.info.readOnlyReason], [false, 'Encoding']);
    assert.equal((await editor.call('save?base=1', { method: 'PUT', body: '{"changes":[]}' })).status, 403);
  });
});

describe('a save', () => {
  test('is a version that others hear of, and its host, once', async () => {
    const writer = await editText('shared.txt', 'one', { NotifyTopicName: 'topic', User: { Id: 'writer' } });
    const reader = await edit('shared.txt', { NotifyTopicName: 'topic', User: { Id: 'reader' } });
    const { events, hangUp } = await listen(reader);
    told.length = 0;
    const { version, result } = await writer.save([{ from: 3, to: 3, insert: ' two' }]);
    assert.deepEqual([result, version], ['ok', writer.version + 1]);
    assert.deepEqual((await events.next()).value, { event: 'changed', version, by: { id: 'writer', name: 'Unknown' } });
    assert.deepEqual(
      told.map(({ eventName, imm }) => [eventName, imm.userID, imm.version, imm.fileSize]),
      [['OfficeEdit:SaveVersion', 'writer', version, 7]],
    );
    // It is no upload: whoever opens the document next need not expect one.
    await edit('shared.txt');
    hangUp();
  });

  test('of nothing is none', async () => {
    const editor = await editText('same.txt', 'same');
    assert.deepEqual(await editor.save([]), { result: 'nochange', version: editor.version, size: 4 });
    assert.deepEqual(await history(editor), []);
  });

  test('that has nothing to be saved is told what others have saved', async () => {
    const writer = await editText('newer.txt', 'old');
    const reader = await edit('newer.txt');
    const { version, size } = await writer.save([{ from: 3, to: 3, insert: 'er' }]);
    const stored = SaveResult.parse(await (await reader.call('stored')).json());
    assert.deepEqual([stored, size], [{ result: 'nochange', version, size }, 5]);
  });

  test('of an empty text says so', async () => {
    const editor = await editText('emptied.txt', 'gone');
    assert.equal((await editor.save([{ from: 0, to: 4, insert: '' }])).result, 'SavedEmptyFile');
    assert.equal(await stored('emptied.txt'), '');
  });

  test('goes on from the last', async () => {
    const editor = await editText('more.txt', '1');
    const { version } = await editor.save([{ from: 1, to: 1, insert: '2' }]);
    assert.equal((await editor.save([{ from: 2, to: 2, insert: '3' }], version)).result, 'ok');
    assert.equal(await stored('more.txt'), '123');
  });

  test('keeps the permissions of the file', async () => {
    const editor = await editText('mode.txt', '1');
    await chmod(pathOf('mode.txt'), 0o640);
    await editor.save([{ from: 0, to: 0, insert: '0' }]);
    assert.equal((await stat(pathOf('mode.txt'))).mode & 0o777, 0o640);
  });

  test('brings back a file that is gone', async () => {
    const editor = await editText('back.txt', '1');
    await rm(pathOf('back.txt'));
    assert.equal((await editor.save([{ from: 1, to: 1, insert: '2' }])).result, 'ok');
    assert.equal(await stored('back.txt'), '12');
  });

  test('needs the permission, a version the page was sent, and changes that fit it', async () => {
    const editor = await editText('rules.txt', 'rules');
    const status = async (query: string, body: string, who: Visitor = editor) =>
      (await who.call(`save?${query}`, { method: 'PUT', body })).status;
    const reader = await edit('rules.txt', { Permission: { Readonly: true } });
    assert.deepEqual([reader.info.editable, reader.info.readOnlyReason], [false, undefined]);
    assert.equal(await status('base=1', '{"changes":[]}', reader), 403);
    assert.equal(await status(`base=${editor.version + 1}`, '{"changes":[]}'), 409);
    for (const query of ['', 'base=x', 'base=1.5']) assert.equal(await status(query, '{"changes":[]}'), 400, query);
    const change = (from: number, to: number) => `{"from":${from},"to":${to},"insert":"x"}`;
    for (const bad of [
      '',
      '{}',
      `{"changes":[${change(0, 9)}]}`,
      `{"changes":[${change(2, 1)}]}`,
      `{"changes":[${change(3, 4)},${change(0, 1)}]}`,
    ]) {
      assert.equal(await status(`base=${editor.version}`, bad), 400, bad);
    }
    assert.equal(await stored('rules.txt'), 'rules');
  });
});

describe('when somebody else has saved meanwhile', () => {
  test('both versions are kept, and the page decides', async () => {
    const editor = await editText('conflict.txt', 'mine');
    await writeFile(pathOf('conflict.txt'), 'theirs');
    const mine = [{ from: 4, to: 4, insert: ' too' }];
    const refused = await editor.save(mine);
    assert.equal(refused.result, 'conflict');
    assert.equal(await stored('conflict.txt'), 'theirs');
    assert.equal((await editor.save(mine, editor.version, refused.version)).result, 'ok');
    assert.equal(await stored('conflict.txt'), 'mine too');
    assert.deepEqual(
      (await history(editor)).map(({ origin, size, user }) => [origin, size, user?.name]),
      [
        ['saved', 8, 'Unknown'],
        ['conflict', 8, 'Unknown'],
        ['outside', 6, undefined],
      ],
    );
  });

  test('at the same moment, one of them hears of it', async () => {
    const [one, two] = [await editText('race.txt', '-'), await edit('race.txt')];
    const results = await Promise.all([one.save([{ from: 0, to: 0, insert: '1' }]), two.save([{ from: 1, to: 1, insert: '2' }])]);
    assert.deepEqual(results.map(({ result }) => result).sort(), ['conflict', 'ok']);
    assert.ok(['1-', '-2'].includes(await stored('race.txt')));
    assert.deepEqual((await history(one)).map(({ origin }) => origin).sort(), ['conflict', 'outside', 'saved']);
  });
});

describe('the history', () => {
  test('has every version, shows it and brings it back', async () => {
    const editor = await editText('history.txt', 'one');
    const { version } = await editor.save([{ from: 0, to: 3, insert: 'two' }]);
    await editor.save([{ from: 0, to: 3, insert: 'three' }], version);
    const versions = await history(editor);
    assert.deepEqual(
      versions.map(({ origin, size }) => [origin, size]),
      [
        ['saved', 5],
        ['saved', 3],
        ['outside', 3],
      ],
    );
    assert.ok(versions.every(({ time }) => Math.abs(time - Date.now()) < 60_000));
    const shown = await Promise.all(versions.map(async ({ id }) => (await editor.call(`version?id=${id}`)).text()));
    assert.deepEqual(shown, ['three', 'two', 'one']);
    const restored = SaveResult.parse(await (await editor.post('restore', { id: versions[2]!.id })).json());
    assert.deepEqual([restored.result, restored.version, await stored('history.txt')], ['ok', version + 2, 'one']);
    assert.equal((await history(editor))[0]?.origin, 'restored');
    assert.equal((await editor.post('restore', { id: 'nine' })).status, 400);
  });

  test('shows office documents as PDF', async () => {
    await writeFile(pathOf('pages.docx'), docx(['first']));
    const editor = await edit('pages.docx');
    const keeper = await import('../../local/src/server/saving/history.js');
    const kept = await keeper.History.open(`${storage.root}/cache/history`);
    const file = { uri: 'oss://test/pages.docx', path: pathOf('pages.docx'), size: 0, createTime: 0, modifyTime: 0 };
    const id = await (await kept.keep(file, docx(['as it was'])))({ origin: 'outside' });
    const pdf = Buffer.from(await (await editor.call(`version?id=${id}`)).arrayBuffer());
    assert.deepEqual(await readPages(pdf), ['as it was']);
  });

  test('shows no more pages than the document itself', async () => {
    const lines = Array.from({ length: 120 }, (_, line) => `line ${line + 1}`).join('\n');
    const editor = await editText('long.txt', lines, { PreviewPages: '1' });
    const keeper = await import('../../local/src/server/saving/history.js');
    const kept = await keeper.History.open(`${storage.root}/cache/history`);
    const file = { uri: 'oss://test/long.txt', path: pathOf('long.txt'), size: 0, createTime: 0, modifyTime: 0 };
    const id = await (await kept.keep(file, Buffer.from(lines)))({ origin: 'outside' });
    const shown = await (await editor.call(`version?id=${id}`)).text();
    assert.equal(shown.split('\n').length, 50);
  });

  test('needs the permission, and is not for previews', async () => {
    const editor = await editText('private.txt', 'one', { Permission: {} });
    const reader = await edit('private.txt', { Permission: { Readonly: true, History: true } });
    for (const name of ['versions', 'version?id=1']) assert.equal((await editor.call(name)).status, 403, name);
    assert.equal((await editor.post('restore', { id: '1' })).status, 403);
    for (const name of ['versions', 'version?id=1']) assert.equal((await reader.call(name)).status, 403, name);
    assert.equal((await reader.post('restore', { id: '1' })).status, 403);
  });

  test('is readable for its owner only, and survives a line cut short', async () => {
    const editor = await editText('cut.txt', 'one');
    await editor.save([{ from: 0, to: 0, insert: '1' }]);
    const folder = `${storage.root}/cache/history`;
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    const [newest] = (
      await Promise.all((await readdir(folder)).map(async (name) => ({ name, time: (await stat(`${folder}/${name}`)).mtimeMs })))
    ).sort((a, b) => b.time - a.time);
    const log = `${folder}/${newest!.name}/log.ndjson`;
    await writeFile(log, `${await readFile(log, 'utf8')}\n{"id":"3","time":1`);
    const next = await edit('cut.txt');
    await next.save([{ from: 0, to: 0, insert: '2' }]);
    assert.deepEqual(
      (await history(next)).map(({ id }) => id.replace(/-.*/, '')),
      ['3', '2', '1'],
    );
  });
});

describe('nothing saved before is lost', () => {
  /**
   * Saves on a disk on which ever more of what a save writes has room, until the save succeeds.
   * @returns how many saves have failed
   */
  async function saveOnFullDisk(save: () => Promise<string>, expectUnchanged: () => Promise<void>): Promise<number> {
    for (let failed = 0; failed < 10; failed++) {
      const makeRoom = await fillDisk('sync', failed);
      const result = await save().finally(makeRoom);
      if (result === 'ok') return failed;
      assert.equal(result, 'SpaceFull');
      await expectUnchanged();
      assert.deepEqual(
        (await readdir(pathOf(''))).filter((name) => name.includes('imm-weboffice-')),
        [],
      );
    }
    throw new Error('ten saves have failed, with ever more room');
  }

  test('on a full disk', async () => {
    const editor = await editText('full.txt', 'safe');
    const failed = await saveOnFullDisk(
      async () => (await editor.save([{ from: 4, to: 4, insert: ' and sound' }])).result,
      async () => assert.equal(await stored('full.txt'), 'safe'),
    );
    assert.ok(failed >= 2, `the history and the file are both written to the disk: ${failed} saves failed`);
    assert.equal(await stored('full.txt'), 'safe and sound');
  });

  test('of a Word document on a full disk, and the next save has it all', async () => {
    const before = docx(['safe', 'sound']);
    await writeFile(pathOf('full.docx'), before);
    const editor = await edit('full.docx');
    const untouched = docx(['safe', 'sound']);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(untouched.length);
    const put = async () => {
      const body = Buffer.concat([length, untouched, docx(['safe', 'sound and dry'])]);
      return SaveResult.parse(await (await editor.call(`save?base=${editor.version}`, { method: 'PUT', body })).json()).result;
    };
    const failed = await saveOnFullDisk(put, async () => assert.deepEqual(await readFile(pathOf('full.docx')), before));
    assert.ok(failed >= 2, `the history and the file are both written to the disk: ${failed} saves failed`);
    assert.match(ZipFile.parse(await readFile(pathOf('full.docx'))).text('word/document.xml')!, /safe<.*sound and dry</);
  });

  test('of a Word document that is none, or cut short', async () => {
    const before = docx(['safe']);
    await writeFile(pathOf('none.docx'), before);
    const editor = await edit('none.docx');
    for (const body of [Buffer.alloc(0), Buffer.from('00000005', 'hex'), Buffer.concat([Buffer.from('00000000', 'hex'), before])]) {
      assert.equal((await editor.call(`save?base=${editor.version}`, { method: 'PUT', body })).status, 400);
    }
    assert.deepEqual(await readFile(pathOf('none.docx')), before);
  });

  test('when the server is killed while it writes', async () => {
    await writeFile(pathOf('killed.txt'), 'safe');
    const child = fork(fileURLToPath(new URL('stuck-save.ts', import.meta.url)), [pathOf('killed.txt')], { execArgv: ['--import', 'tsx'] });
    await once(child, 'message');
    const left = (await readdir(pathOf(''))).filter((name) => name.startsWith('.killed.txt'));
    assert.equal(left.length, 1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(await stored('killed.txt'), 'safe');
    const editor = await edit('killed.txt');
    await editor.save([{ from: 4, to: 4, insert: '!' }]);
    assert.equal(await stored('killed.txt'), 'safe!');
    assert.deepEqual(
      (await readdir(pathOf(''))).filter((name) => name.startsWith('.killed.txt')),
      [],
      'the next save tidies up',
    );
  });

  test('where the folder cannot be written to', { skip: process.getuid?.() === 0 && 'root writes anywhere' }, async () => {
    const editor = await editText('fixed.txt', 'safe');
    await chmod(pathOf(''), 0o555);
    const { result } = await editor.save([{ from: 0, to: 0, insert: '!' }]).finally(() => chmod(pathOf(''), 0o755));
    assert.deepEqual([result, await stored('fixed.txt')], ['fail', 'safe']);
  });
});

describe('what cannot be kept makes a document read-only, what is not shown is told', () => {
  const word = (inside: string) => docx([`</w:t></w:r>${inside}<w:r><w:t>`]);
  const run = '<w:r><w:t>words</w:t></w:r>';
  const table = (inside: string) => `<w:tbl><w:tr><w:tc>${inside}</w:tc></w:tr></w:tbl>`;
  const drawing = (inside: string) =>
    word(`<w:r><w:drawing><anchor><graphic><graphicData>${inside}</graphicData></graphic></anchor></w:drawing></w:r>`);
  const cases: [name: string, content: Buffer, reason: string | undefined, holdsMore?: boolean][] = [
    ['plain.docx', docx(['plain']), undefined],
    ['plain.docm', docx(['plain']), undefined],
    ['plain.dotx', docx(['plain']), undefined],
    ['object.docx', word('<w:r><w:object/></w:r>'), undefined, true],
    ['smart.docx', word(`<w:smartTag>${run}</w:smartTag>`), undefined, true],
    ['control.docx', word(`<w:sdt><w:sdtContent>${run}</w:sdtContent></w:sdt>`), undefined],
    // One paragraph is shown without the control around it; several are not shown.
    ['control-in-cell.docx', word(`</w:p>${table(`<w:sdt><w:sdtContent><w:p>${run}</w:p></w:sdtContent></w:sdt>`)}<w:p>`), undefined],
    [
      'long-control-in-cell.docx',
      word(`</w:p>${table(`<w:sdt><w:sdtContent><w:p>${run}</w:p><w:p>${run}</w:p></w:sdtContent></w:sdt>`)}<w:p>`),
      undefined,
      true,
    ],
    ['cell.docx', word(`</w:p>${table(`<w:p>${run}</w:p>`)}<w:p>`), undefined],
    ['boxes.docx', drawing(`<wgp><wsp><txbx>${run}</txbx></wsp></wgp>`), undefined, true],
    ['box.docx', drawing(`<wsp><txbx><w:txbxContent><w:p>${run}</w:p></w:txbxContent></txbx></wsp>`), undefined],
    ['chart.docx', drawing('<chart/>'), undefined, true],
    ['picture.docx', drawing('<pic/>'), undefined],
    ['word-art.docx', word('<w:r><w:pict><shape><textpath string="art"/></shape></w:pict></w:r>'), undefined, true],
    ['link.docx', word(`<w:hyperlink><w:ins>${run}</w:ins></w:hyperlink>`), undefined, true],
    ['tracked-link.docx', word(`<w:hyperlink><w:ins w:id="1" w:author="Ann">${run}</w:ins></w:hyperlink>`), undefined],
    ['comment.docx', word('<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'), undefined],
    ['comment-at-place.docx', word('<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="2"/></w:r>'), undefined, true],
    ['tracked.docx', word('<w:ins><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:ins>'), undefined, true],
    ['choice.docx', word('<w:r><AlternateContent><Fallback><textbox/></Fallback></AlternateContent></w:r>'), undefined],
    ['field.docx', word('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'), undefined],
    ['strict.docx', zip({ 'word/document.xml': '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>' }), 'Format'],
    ['sealed.docx', encrypt(docx(['secret']), { password: 'sesame' }), 'Protected'],
    ['cut-short.docx', docx(['cut']).subarray(0, 400), 'Format'],
    ['pages.wps', Buffer.from('01fe', 'hex'), 'Format'],
    ['slides.pptx', zip({ 'ppt/presentation.xml': '<p:presentation/>' }), 'Kind'],
    ['pdf-inside.docx', pdf(1), 'Kind'],
  ];
  test('how words looked before a tracked change of their look', async () => {
    const looks = (change: string) => word(`<w:r><w:rPr><w:b/>${change}</w:rPr><w:t>words</w:t></w:r>`);
    await writeFile(pathOf('looks.docx'), looks('<w:rPrChange w:id="1" w:author="Ann"><w:rPr/></w:rPrChange>'));
    await writeFile(pathOf('no-looks.docx'), looks(''));
    for (const [name, told] of [
      ['looks.docx', true],
      ['no-looks.docx', undefined],
    ] as const) {
      const visitor = await visit(office, { SourceURI: `oss://test/${name}`, Permission: {} });
      const info = SessionInfo.parse(await (await visitor.call('session', { method: 'POST' })).json());
      assert.deepEqual([info.editable, info.holdsMore, info.holdsOldLooks], [true, undefined, told]);
      await visitor.outcome();
    }
  });

  for (const [name, content, reason, holdsMore] of cases) {
    test(`${name}: ${reason ?? (holdsMore ? 'told' : 'none')}`, async () => {
      await writeFile(pathOf(name), content);
      const visitor = await visit(office, { SourceURI: `oss://test/${name}`, Permission: {} });
      const info = SessionInfo.parse(await (await visitor.call('session', { method: 'POST' })).json());
      assert.deepEqual([info.editable, info.readOnlyReason, info.holdsMore], [reason === undefined, reason, holdsMore]);
      await visitor.outcome();
    });
  }
});
