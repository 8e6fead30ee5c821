/** LibreOffice started ahead of conversions: documents are converted by processes that waited, and nothing is left of them. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import type { LocalWebOffice, LocalWebOfficeOptions } from '../../local/src/index.js';
import { convertWithLibreOffice } from '../setup/conversions.js';
import { docx, pdf } from '../setup/documents.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { visit } from './visitor.js';
import { until } from '../setup/until.js';

const LINUX_ONLY = process.platform !== 'linux' && 'finds processes in /proc';

/** ms; conditions are waited for, and most take a tenth of it */
const LIMIT = 90_000;

let storage: Storage;
before(async () => (storage = await temporaryStorage()));
after(() => storage.remove());

/** Processes that work with profiles in a cache folder: those that wait, and those that were given a job. */
async function processesOf(cacheFolder: string) {
  const found = { waiting: [] as number[], working: [] as number[], all: [] as number[] };
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!line.includes(`UserInstallation=file://${cacheFolder}/`)) continue;
    found.all.push(pid);
    // Its scripts and its starter have the same arguments.
    if (!/soffice\.bin|standing-in/.test(line.split('\0').slice(0, 2).join(' '))) continue;
    (line.includes('--convert-to') ? found.working : found.waiting).push(pid);
  }
  return found;
}

const untilWaiting = (cacheFolder: string, count = 1) =>
  until(
    async () => {
      const { waiting } = await processesOf(cacheFolder);
      return waiting.length >= count && waiting;
    },
    `${count} waiting processes`,
    LIMIT,
  );

const untilGone = (cacheFolder: string) =>
  until(async () => (await processesOf(cacheFolder)).all.length === 0, 'the end of all processes', LIMIT);

async function withOffice(
  name: string,
  options: Partial<LocalWebOfficeOptions>,
  run: (office: LocalWebOffice, cacheFolder: string) => Promise<void>,
): Promise<void> {
  const cacheFolder = join(storage.root, name);
  const office = await startOffice(storage, { cacheFolder, prestart: 'server', ...options });
  try {
    await run(office, cacheFolder);
  } finally {
    await office.close();
    await untilGone(cacheFolder);
  }
}

async function open(office: LocalWebOffice, name: string, words = name): Promise<string | undefined> {
  await writeFile(join(storage.root, 'test', name), docx([words]));
  const visitor = await visit(office, { SourceURI: `oss://test/${name}` });
  return (await visitor.outcome())?.state;
}

/** A program in place of LibreOffice; its first argument in the list of processes is its path. */
async function standIn(name: string, script: string): Promise<string> {
  const program = join(storage.root, `standing-in-${name}.sh`);
  await writeFile(program, `#!/bin/sh\n${script}\n`);
  await chmod(program, 0o700);
  return program;
}

test('the first document is converted by a process that waited, and another waits after it', { skip: LINUX_ONLY }, () =>
  withOffice('first', {}, async (office, cacheFolder) => {
    const before = await untilWaiting(cacheFolder);
    assert.equal(await open(office, 'first.docx'), 'ready');
    const used = await until(
      async () => {
        const { waiting } = await processesOf(cacheFolder);
        return before.find((pid) => !waiting.includes(pid));
      },
      'the end of the process that had the job',
      LIMIT,
    );
    const next = await untilWaiting(cacheFolder, before.length);
    assert.ok(!next.includes(used));
  }),
);

test('one that died while it waited costs no document, and is replaced', { skip: LINUX_ONLY }, () =>
  withOffice('died', {}, async (office, cacheFolder) => {
    const dead = await untilWaiting(cacheFolder);
    for (const pid of dead) process.kill(pid, 'SIGKILL');
    assert.equal(await open(office, 'died.docx'), 'ready');
    const next = await untilWaiting(cacheFolder);
    assert.ok(next.every((pid) => !dead.includes(pid)));
    assert.equal(await open(office, 'died-again.docx'), 'ready');
  }),
);

test('two conversions at once both end well', { skip: LINUX_ONLY }, () =>
  withOffice('two', {}, async (office, cacheFolder) => {
    await untilWaiting(cacheFolder);
    const states = await Promise.all([open(office, 'one.docx'), open(office, 'other.docx')]);
    assert.deepEqual(states, ['ready', 'ready']);
  }),
);

test('a conversion that takes too long ends with the process that had its job', { skip: LINUX_ONLY }, async () => {
  // Whoever waits would write the result later: `sleep` stands for its work, in a process of its own as LibreOffice's is.
  const pids = join(storage.root, 'pids');
  const program = await standIn('hangs', `sleep 600 & echo $$ $! >> ${pids}; wait`);
  await withOffice('late', { soffice: program, conversionTimeout: 1_000 }, async (office, cacheFolder) => {
    const [before] = await untilWaiting(cacheFolder);
    // Of several that were started at once, any may be the first to have a child.
    const child = await until(async () => (await childrenIn(pids)).get(before!), 'the child of the process that waited longest', LIMIT);
    assert.equal(await open(office, 'late.docx'), 'failed');
    await until(async () => !(await isRunning(before!)), 'the end of the process that waited', LIMIT);
    const { working } = await processesOf(cacheFolder);
    assert.deepEqual(working, []);
    await until(async () => !(await isRunning(child)), 'the end of its child', LIMIT);
  });
  for (const child of (await childrenIn(pids)).values()) {
    await until(async () => !(await isRunning(child)), `the end of child ${child}`, LIMIT);
  }
});

/** By process: lines of its number and its child's. */
async function childrenIn(file: string): Promise<Map<number, number>> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  return new Map(lines.map((line) => line.split(' ').map(Number) as [number, number]));
}

/** A process that has ended and that nobody has asked about is still in the list. */
async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/\) [ZX] /.test(stat);
}

test('temporary files beside the result are not taken for it', { skip: LINUX_ONLY }, async () => {
  const result = join(storage.root, 'result');
  await writeFile(result, pdf(3));
  const program = await standIn(
    'leaves',
    `for a; do [ "$p" = --outdir ] && out="$a"; p="$a"; done; [ "$out" ] || exec sleep 600; echo no > "$out/a.tmp"; cp ${result} "$out/document.pdf"`,
  );
  await withOffice('leaves', { soffice: program }, async (office) => {
    await writeFile(join(storage.root, 'test', 'leaves.docx'), docx(['leaves']));
    const visitor = await visit(office, { SourceURI: 'oss://test/leaves.docx' });
    assert.equal((await visitor.outcome())?.state, 'ready');
    assert.deepEqual(await visitor.pdf(), pdf(3));
  });
});

test('without being asked for nothing waits; with the first conversion something does, for a while', { skip: LINUX_ONLY }, async () => {
  // It may be over before anybody looks: each that waits writes that down.
  const log = join(storage.root, 'waited');
  const result = join(storage.root, 'idle-result');
  await writeFile(result, pdf(1));
  const program = await standIn(
    'idle',
    `for a; do [ "$p" = --outdir ] && out="$a"; p="$a"; done; if [ "$out" ]; then cp ${result} "$out/document.pdf"; else echo waits >> ${log}; sleep 600; fi`,
  );
  const written = () => readFile(log, 'utf8').catch(() => '');
  await withOffice('idle', { soffice: program, prestart: 'first-use', prestartIdle: 500 }, async (office, cacheFolder) => {
    assert.deepEqual((await processesOf(cacheFolder)).all, []);
    assert.equal(await open(office, 'idle.docx'), 'ready');
    const before = await until(written, 'a process that waits', LIMIT);
    await untilGone(cacheFolder);
    assert.equal(await open(office, 'after-idle.docx'), 'ready');
    await until(async () => (await written()).length > before.length, 'another process that waits', LIMIT);
  });
});

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(`a server that ends of ${signal} leaves no process`, { skip: LINUX_ONLY }, async () => {
    const cacheFolder = join(storage.root, `ends-${signal}`);
    const options = JSON.stringify({ root: storage.root, cacheFolder, prestart: 'server' });
    const index = new URL('../../local/src/index.ts', import.meta.url).href;
    const program = `import { createLocalWebOffice } from '${index}'; await createLocalWebOffice(${options});`;
    const server = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], { stdio: 'inherit' });
    try {
      await untilWaiting(cacheFolder);
    } finally {
      server.kill(signal);
      await once(server, 'exit');
    }
    await untilGone(cacheFolder);
  });
}

test('the settings of the profile hold for a process that waited', { skip: LINUX_ONLY }, async () => {
  // The settings alone, as where a system has no namespaces.
  const programs = join(storage.root, 'programs');
  await mkdir(programs);
  await writeFile(join(programs, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o700 });
  process.env.PATH = programs + delimiter + process.env.PATH;
  let requests = 0;
  const listener = createServer((_, response) => {
    requests += 1;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const linked = join(storage.root, 'test', 'linked.docx');
  await writeFile(linked, linkedPicture(`http://127.0.0.1:${(listener.address() as AddressInfo).port}/picture.png`));
  try {
    await withOffice('settings', {}, async (office, cacheFolder) => {
      await untilWaiting(cacheFolder);
      const visitor = await visit(office, { SourceURI: 'oss://test/linked.docx' });
      assert.equal((await visitor.outcome())?.state, 'ready');
      assert.equal(requests, 0);
    });
    // With settings of its own LibreOffice asks: what was counted could have been counted.
    await convertWithLibreOffice(linked, 'pdf', join(storage.root, 'linked.pdf'));
    assert.ok(requests > 0);
  } finally {
    listener.close();
  }
});

/** An OpenDocument text in one XML file, under a name that IMM takes. LibreOffice knows it by its usual prefixes. */
function linkedPicture(url: string): string {
  const namespaces = [
    ['office', 'office'],
    ['text', 'text'],
    ['draw', 'drawing'],
    ['svg', 'svg-compatible'],
  ].map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`);
  return `<?xml version="1.0"?><office:document ${namespaces.join(' ')} xmlns:xlink="http://www.w3.org/1999/xlink" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>x<draw:frame svg:width="1cm" svg:height="1cm"><draw:image xlink:href="${url}"/></draw:frame></text:p></office:text></office:body></office:document>`;
}
