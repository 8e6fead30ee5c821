/** HTML, web archives and separated text under the names of Office documents: whichever way a program has written them, they open with all that is in them. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { markupOf, plainHtml } from '../../local/src/server/convert/markup.js';
import { sniff } from '../../local/src/server/convert/sniff.js';
import type { LocalWebOffice } from '../../local/src/index.js';
import { SessionInfo } from '../../local/src/shared/page-api.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { readPages, visit } from './visitor.js';

let storage: Storage;
let office: LocalWebOffice;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` });
});
after(async () => {
  await office.close();
  await storage.remove();
});

async function open(name: string, content: string | Buffer, permission = {}) {
  await writeFile(`${storage.root}/test/${name}`, content);
  const visitor = await visit(office, { SourceURI: `oss://test/${name}`, Permission: { Readonly: true, ...permission } }, 'page');
  const info = SessionInfo.parse(await (await visitor.call('session', { method: 'POST' })).json());
  return { ...visitor, info };
}

const MARK = '\ufeff';
const utf16 = (text: string) => Buffer.from(MARK + text, 'utf16le');
const table = '<table><tr><td>Name</td></tr><tr><td>李四</td></tr></table>';
const whole = `<html><head><meta charset="utf-8"></head><body>${table}</body></html>`;

const spellings: Record<string, string | Buffer> = {
  'a whole page': whole,
  'a byte order mark': MARK + whole,
  'UTF-16': utf16(whole.replace('utf-8', 'utf-16')),
  'UTF-16, the other way round': utf16(whole).swap16(),
  'UTF-16 without a mark': Buffer.from(whole, 'utf16le'),
  'capital letters': whole.replace(/<\/?\w+/g, (tag) => tag.toUpperCase()),
  'lines and spaces before it': `\r\n\r\n \t${whole}`,
  'a comment before it': `<!-- made by <b>nobody</b> -->\n<!---->${whole}`,
  'a document type': `<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">${whole}`,
  'an XML declaration': `<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>${whole}`,
  'a table only': MARK + table,
  'meta first': `<meta charset="utf-8">${table}`,
  'a style first': `<style>td { color: red }</style><meta charset=utf-8>${table}`,
};
describe('HTML', () => {
  for (const [name, content] of Object.entries(spellings)) {
    test(`with ${name} is a workbook, or pages, as its name says`, () => {
      const bytes = Buffer.from(content);
      assert.equal(markupOf(bytes), 'html');
      assert.deepEqual(sniff(bytes, 'xls'), { format: 'office', extension: 'xls', isCompound: false, isSealed: false, isMarkup: true });
      assert.deepEqual(sniff(bytes, 'doc'), { format: 'office', extension: 'html', isCompound: false, isSealed: false, isMarkup: true });
      const html = plainHtml(bytes).toString();
      assert.match(html, /^\ufeff?<(?:html|!doctype)/i);
      assert.match(html, /李四/);
    });
  }

  test('is not what only has a tag in it, or is something else', () => {
    const others = [
      'a < b',
      '<x/>',
      '<htmlx>',
      '<!-- never closed <html>',
      'Name: x\n\n<html>',
      '<?xml version="1.0"?><w:wordDocument/>',
      '',
    ];
    for (const text of others) assert.equal(markupOf(Buffer.from(text)), undefined, text);
  });

  test('saved as a Word document shows its heading', async () => {
    const page = `<html><head><title>Report</title></head><body><h1>Heading</h1><p>Paragraph</p></body></html>`;
    const { outcome, pdf, info } = await open('page.doc', page, { Readonly: false });
    assert.deepEqual([info.editable, info.readOnlyReason], [false, 'Format']);
    assert.deepEqual(await outcome(), { state: 'ready' });
    assert.match((await readPages(await pdf())).join(), /Heading.*Paragraph/);
  });

  for (const name of ['a table only', 'UTF-16', 'a comment before it']) {
    test(`with ${name}, saved as a workbook, is shown as a grid`, async () => {
      const { outcome, call, info } = await open('cells.xls', spellings[name]!);
      assert.equal(info.kind, 'sheet');
      assert.deepEqual(await outcome(), { state: 'ready' });
      assert.match(await (await call('content')).text(), /李四/);
    });
  }
});

const archive = (type: string, body: string) =>
  `From: x\r\nSubject: =?utf-8?Q?x?=\r\n\tmore\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body}`;
const quoted = '<html><body><h1>Meeting</h1><p>ship it =E4=BD=A0=\r\n=E5=A5=BD</p><img src=3D"cid:p1"></body></html>';
const related = archive(
  'multipart/related;\r\n\tboundary="--x"',
  [
    'preamble\r\n',
    `Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quoted}\r\n`,
    'Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <p1>\r\n\r\nAAAA\r\n',
  ].join('----x\r\n') + '----x--\r\n',
);
describe('a web archive', () => {
  test('becomes one page with its pictures', () => {
    const html = plainHtml(Buffer.from(related)).toString();
    assert.match(html, /ship it 你好/);
    assert.match(html, /src="data:image\/png;base64,AAAA"/);
  });

  test('of a workbook is its sheets, without the frames around them', () => {
    const pages = ['<html><frameset></frameset></html>', table].map((page) => `Content-Type: text/html; charset=utf-8\n\n${page}\n`);
    const content = Buffer.from(archive('multipart/related; boundary=b', ['', ...pages].join('--b\n') + '--b--'));
    assert.equal(sniff(content, 'xls').format, 'office');
    const html = plainHtml(content).toString();
    assert.match(html, /李四/);
    assert.doesNotMatch(html, /frameset/);
  });

  test('saved as a Word document shows its page', async () => {
    const { outcome, pdf } = await open('archive.doc', related);
    assert.deepEqual(await outcome(), { state: 'ready' });
    const text = (await readPages(await pdf())).join();
    assert.match(text, /Meeting.*ship it 你好/);
    assert.doesNotMatch(text, /MIME-Version/);
  });

  test('without a page is damaged', async () => {
    const { outcome } = await open('empty.doc', archive('multipart/related; boundary=b', '--b--'));
    assert.deepEqual(await outcome(), { state: 'failed', code: 'DocumentBroken' });
  });

  test('of any depth and number of parts ends', { timeout: 60_000 }, () => {
    const nested = archive('multipart/related; boundary=b', '--b\nContent-Type: multipart/related; boundary=b\n\n'.repeat(200_000));
    assert.throws(() => plainHtml(Buffer.from(nested)), SyntaxError);
  });
});

describe('separated text saved as a workbook', () => {
  const tables: Record<string, string | Buffer> = {
    tabs: 'Name\tAmount\nZhang\t42\n',
    'tabs in UTF-16': utf16('Name\tAmount\r\n李四\t42\r\n'),
    'an empty first cell': '\tAmount\n\t42\n',
    semicolons: 'Name;Amount\nZhang;42\n',
  };
  for (const [name, content] of Object.entries(tables)) {
    test(`with ${name} is a table`, () => assert.deepEqual(sniff(Buffer.from(content), 'xls'), { format: 'table' }));
  }

  test('opens as one', async () => {
    const { outcome, call, info } = await open('tabs.xls', tables.tabs!);
    assert.equal(info.kind, 'table');
    assert.deepEqual(await outcome(), { state: 'ready' });
    assert.equal(await (await call('content')).text(), tables.tabs);
    const editor = await open('more-tabs.xls', tables.tabs!, { Readonly: false });
    assert.deepEqual([editor.info.kind, editor.info.editable], ['sheet', true]);
    assert.match(await (await editor.call('content')).text(), /"Zhang"/);
  });

  test('is not what holds bytes that are no text, or a workbook of Excel 2 to 4', () => {
    assert.equal(sniff(Buffer.from('a\t\0b'), 'xls').format, 'unknown');
    assert.equal(sniff(Buffer.from('just text'), 'xls').format, 'unknown');
    for (const start of ['09000400', '09020600', '09040600']) assert.equal(sniff(Buffer.from(start, 'hex'), 'xls').format, 'office');
  });
});
