/** Another program writes a file in the very moment in which it is saved here: neither content is lost. */
import assert from 'node:assert/strict';
import fs, { readFile, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { after, afterEach, before, describe, mock, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { HistoryList, SaveResult } from '../../local/src/shared/page-api.js';
import { docx } from '../setup/documents.js';
import { makeWorkbook } from '../setup/flat-documents.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { visit, type Visitor } from './visitor.js';

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
afterEach(() => {
  mock.restoreAll();
  syncBuiltinESMExports();
});

const pathOf = (name: string) => `${storage.root}/test/${name}`;

/** Calls `write` once, before the file system does something. */
function beforeCall(
  call: 'open' | 'rename' | 'link',
  concerns: (path: string, target: string) => boolean,
  write: () => Promise<void>,
): () => boolean {
  const original = fs[call] as (...args: unknown[]) => Promise<unknown>;
  let isDone = false;
  mock.method(fs, call, async (...args: unknown[]) => {
    if (!isDone && concerns(String(args[0]), String(args[1]))) {
      isDone = true;
      await write();
    }
    return original(...args);
  });
  syncBuiltinESMExports();
  return () => isDone;
}

async function open(name: string): Promise<Visitor & { version: number }> {
  const visitor = await visit(office, { SourceURI: `oss://test/${name}`, Permission: { History: true } }, 'page');
  await visitor.call('session', { method: 'POST' });
  const content = await visitor.call('content');
  await content.arrayBuffer();
  return { ...visitor, version: Number(content.headers.get('x-version')) };
}

async function send({ call, version }: Visitor & { version: number }, body: string | Buffer): Promise<SaveResult> {
  return SaveResult.parse(await (await call(`save?base=${version}&over=${version}`, { method: 'PUT', body: body as BodyInit })).json());
}

function twoDocuments(untouched: Buffer, edited: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(untouched.length);
  return Buffer.concat([length, untouched, edited]);
}

/** Everything the history has, newest last. */
async function contentsOf(visitor: Visitor): Promise<{ origin: string; content: Buffer }[]> {
  const { versions } = HistoryList.parse(await (await visitor.call('versions')).json());
  const folder = `${storage.root}/cache/history`;
  const files = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  const contents = await Promise.all(files.filter((each) => each.isFile()).map((each) => readFile(`${each.parentPath}/${each.name}`)));
  return versions.flatMap(({ origin, size }) =>
    contents.filter((content) => content.length === size).map((content) => ({ origin, content })),
  );
}

const kinds: Record<string, { made: () => Promise<Buffer>; theirs: Buffer; change: (made: Buffer) => string | Buffer }> = {
  'text.txt': {
    made: () => Promise.resolve(Buffer.from('one')),
    theirs: Buffer.from('written by another program'),
    change: () => JSON.stringify({ changes: [{ from: 3, to: 3, insert: ' two' }] }),
  },
  'letter.docx': {
    made: () => Promise.resolve(docx(['one'])),
    theirs: docx(['written by another program']),
    change: (made) => twoDocuments(made, docx(['two'])),
  },
  'table.csv': {
    made: () => Promise.resolve(Buffer.from('a,b\n1,2\n')),
    theirs: Buffer.from('written,by\nanother,program\n'),
    change: () => JSON.stringify({ cells: [{ sheet: 0, row: 0, column: 0, value: 'mine' }] }),
  },
  'book.xlsx': {
    made: async () => {
      await makeWorkbook(pathOf('made.xlsx'));
      return readFile(pathOf('made.xlsx'));
    },
    theirs: Buffer.from('a workbook, once another program is done with it'),
    change: () => JSON.stringify({ cells: [{ sheet: 0, row: 0, column: 0, value: 'mine' }] }),
  },
};

for (const [name, { made, theirs, change }] of Object.entries(kinds)) {
  describe(name, () => {
    test('written while the save is being written is a conflict', async () => {
      const file = await made();
      await writeFile(pathOf(name), file);
      const visitor = await open(name);
      const hasHappened = beforeCall(
        'open',
        (path) => path.includes(`.${name}.imm-weboffice-`),
        () => writeFile(pathOf(name), theirs),
      );
      const { result } = await send(visitor, change(file));
      assert.ok(hasHappened());
      assert.equal(result, 'conflict');
      assert.deepEqual(await readFile(pathOf(name)), theirs);
      const kept = await contentsOf(visitor);
      assert.ok(kept.some(({ origin, content }) => origin === 'outside' && content.equals(theirs)));
      assert.ok(kept.some(({ origin }) => origin === 'conflict'));
      await visitor.post('leave', null);
    });

    for (const how of ['into the file', 'as a new file in its place'] as const) {
      test(`written ${how} between the last look and the rename is kept in the history`, async () => {
        const file = await made();
        await writeFile(pathOf(name), file);
        const visitor = await open(name);
        const write = async () => {
          if (how === 'into the file') return writeFile(pathOf(name), theirs);
          await writeFile(pathOf(`${name}.part`), theirs);
          await fs.rename(pathOf(`${name}.part`), pathOf(name));
        };
        // A file that is put in the place of the old one comes before that gets its second name.
        const hasHappened =
          how === 'into the file'
            ? beforeCall('rename', (_, target) => target === pathOf(name), write)
            : beforeCall('link', (path) => path === pathOf(name), write);
        const { result } = await send(visitor, change(file));
        assert.ok(hasHappened());
        assert.equal(result, 'ok');
        assert.notDeepEqual(await readFile(pathOf(name)), theirs);
        assert.ok((await contentsOf(visitor)).some(({ origin, content }) => origin === 'outside' && content.equals(theirs)));
        await visitor.post('leave', null);
      });
    }
  });
}
