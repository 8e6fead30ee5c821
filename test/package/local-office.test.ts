/** The local WebOffice of the packed package, in a project where nothing else is, and bundled into a program of it: its child processes are found there. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import * as vite from 'vite';
import type { LocalWebOffice } from '../../local/src/index.js';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { visit, type Visitor } from '../local/visitor.js';
import { docx } from '../setup/documents.js';
import { installPacked, type Host } from '../setup/packed.js';
import { rowsOf, sheetPart, workbookOf } from '../setup/workbooks.js';

const PROGRAM = `
import { createLocalWebOffice } from 'imm-weboffice-local';
const office = await createLocalWebOffice({ root: 'documents', cacheFolder: 'cache' });
process.stdout.write(JSON.stringify({ url: office.url, credential: office.credential }) + '\\n');
`;

let host: Host;
before(async () => {
  host = await installPacked();
  await mkdir(join(host.project, 'documents/test'), { recursive: true });
  await host.write('office.js', PROGRAM);
});
after(() => host.remove());

const programs: Record<string, () => Promise<string>> = {
  installed: () => Promise.resolve('office.js'),
  bundled: async () => {
    await vite.build({
      ...{ configFile: false, root: host.project, logLevel: 'silent', ssr: { noExternal: true } },
      build: { ssr: 'office.js', outDir: join(host.project, 'bundle'), target: 'node20' },
    });
    return 'bundle/office.js';
  },
};

for (const [name, build] of Object.entries(programs)) {
  describe(name, () => {
    let program: ChildProcess;
    let office: Pick<LocalWebOffice, 'url' | 'credential'>;
    before(async () => {
      program = spawn(process.execPath, [await build()], { cwd: host.project, stdio: ['ignore', 'pipe', 'inherit'] });
      const [line] = (await once(program.stdout!, 'data')) as [Buffer];
      office = JSON.parse(String(line)) as typeof office;
    });
    after(async () => {
      program.kill();
      await once(program, 'exit');
    });

    const pathOf = (file: string) => join(host.project, 'documents/test', file);
    async function open(file: string, content: string | Buffer): Promise<{ page: Visitor; version: string; content: Buffer }> {
      await writeFile(pathOf(file), content);
      const page = await visit(office, { SourceURI: `oss://test/${file}`, Permission: {} }, 'page');
      assert.equal(((await (await page.call('session', { method: 'POST' })).json()) as { editable: boolean }).editable, true);
      const answer = await page.call('content');
      return { page, version: answer.headers.get('x-version')!, content: Buffer.from(await answer.arrayBuffer()) };
    }
    async function save(page: Visitor, version: string, body: string | Uint8Array<ArrayBuffer>): Promise<void> {
      const answer = await page.call(`save?base=${version}&over=${version}`, { method: 'PUT', body });
      assert.equal(((await answer.json()) as { result: string }).result, 'ok');
    }

    test('a table is opened, edited and saved', async () => {
      const { page, version } = await open('table.csv', 'a,b\n1,2\n');
      await save(page, version, JSON.stringify({ cells: [{ sheet: 0, row: 1, column: 0, value: '3' }] }));
      assert.equal(await readFile(pathOf('table.csv'), 'utf8'), 'a,b\n3,2\n');
    });

    test('a workbook is', async () => {
      const { page, version } = await open('book.xlsx', workbookOf({ sheets: { A: rowsOf({ 1: '<c r="A1"><v>1</v></c>' }) } }));
      await save(page, version, JSON.stringify({ cells: [{ sheet: 0, row: 0, column: 0, value: 42 }] }));
      assert.match(ZipFile.parse(await readFile(pathOf('book.xlsx'))).text(sheetPart(0)) ?? '', /<v>42<\/v>/);
    });

    test('a Word document is', async () => {
      const { page, version, content } = await open('letter.docx', docx(['one']));
      const text = ZipFile.parse(content).text('word/document.xml')!;
      const edited = ZipFile.parse(content)
        .with(new Map([['word/document.xml', text.replace('>one<', '>two<')]]))
        .toBuffer();
      const length = Buffer.alloc(4);
      length.writeUInt32BE(content.length);
      await save(page, version, new Uint8Array(Buffer.concat([length, content, edited])));
      assert.match(ZipFile.parse(await readFile(pathOf('letter.docx'))).text('word/document.xml') ?? '', />two</);
    });
  });
}
