import assert from 'node:assert/strict';
import { chmod, readFile, readdir, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { PdfCache } from '../../local/src/server/convert/cache.js';
import { Converter } from '../../local/src/server/convert/converter.js';
import type { Preparation } from '../../local/src/server/convert/preparation.js';
import type { Progress } from '../../local/src/shared/page-api.js';
import { temporaryStorage, type Storage } from '../setup/offices.js';
import { until } from '../setup/until.js';

let storage: Storage;
before(async () => (storage = await temporaryStorage()));
after(() => storage.remove());

/** Everything it tells until it is done. */
function outcome(preparation: Preparation): Promise<Progress[]> {
  const seen: Progress[] = [];
  return new Promise((resolve) =>
    preparation.watch((progress) => {
      seen.push(progress);
      if (preparation.done) resolve(seen);
    }, new AbortController().signal),
  );
}

async function converter(script: string, timeout = 20_000) {
  const program = `${storage.root}/soffice-${Math.random()}.sh`;
  await writeFile(program, `#!/bin/sh\n${script}\n`);
  await chmod(program, 0o700);
  const cache = await PdfCache.open(`${storage.root}/cache-${Math.random()}`);
  return new Converter({ cache, soffice: { program }, timeout, prestart: 'never' });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Finds the output folder among LibreOffice's arguments, and whether the head is asked for. */
const READ_ARGUMENTS = 'for a; do [ "$p" = --outdir ] && out="$a"; case "$a" in *PageRange*) head=1;; esac; p="$a"; done';

test('a program that hangs is ended, and said so', async () => {
  const hanging = await converter('sleep 600', 200);
  const seen = await outcome(await hanging.prepare(`${storage.root}/test/chinese.docx`, 'docx'));
  assert.deepEqual(seen.at(-1), { state: 'failed', code: 'ConversionTimeout' });
});

test('the first pages come before a slow whole', async () => {
  const gate = `${storage.root}/gate`;
  const slow = await converter(
    `${READ_ARGUMENTS}; if [ "$head" ]; then printf %%PDF-head > "$out/document.pdf"; else while [ ! -e ${gate} ]; do sleep 0.05; done; printf %%PDF-whole > "$out/document.pdf"; fi`,
  );
  const preparation = await slow.prepare(`${storage.root}/test/chinese.docx`, 'docx');
  const states: string[] = [];
  await new Promise<void>((resolve) =>
    preparation.watch((progress) => {
      states.push(progress.state);
      if (progress.state === 'head') void writeFile(gate, '');
      if (preparation.done) resolve();
    }, new AbortController().signal),
  );
  assert.deepEqual(states, ['converting', 'head', 'ready']);
  assert.equal(preparation.head?.toString(), '%PDF-head');
});

test('first pages that are still being made when the whole is done leave nothing behind', async () => {
  const began = `${storage.root}/began`;
  const slow = await converter(
    `${READ_ARGUMENTS}; if [ "$head" ]; then while :; do mkdir -p "$out"; echo secret > "$out/lu1.tmp"; echo $$ > ${began}; sleep 0.02; done; ` +
      `else while [ ! -s ${began} ]; do sleep 0.05; done; printf %%PDF-whole > "$out/document.pdf"; fi`,
  );
  const { workFolder } = slow.cache;
  await outcome(slow.prepareSecret(Buffer.from('secret'), 'docx'));
  const pid = Number(await readFile(began, 'utf8'));
  await until(() => !isAlive(pid), 'the process of the first pages to end');
  const jobs = async () => (await readdir(workFolder)).filter((name) => name.startsWith('job-'));
  await until(async () => (await jobs()).length === 0, 'the folder of the job to be removed');
  await slow.close();
  assert.deepEqual(await jobs(), []);
});

test('the same content is converted once for all who ask', async () => {
  const log = `${storage.root}/runs`;
  const counting = await converter(`${READ_ARGUMENTS}; echo run >> ${log}; printf %%PDF- > "$out/document.pdf"`);
  const path = `${storage.root}/test/chinese.docx`;
  const both = await Promise.all([counting.prepare(path, 'docx'), counting.prepare(path, 'docx')]);
  await Promise.all(both.map(outcome));
  await outcome(await counting.prepare(path, 'docx'));
  assert.equal(await readFile(log, 'utf8'), 'run\n');
});

test('without LibreOffice it says what to install', async () => {
  const cache = await PdfCache.open(`${storage.root}/cache-none`);
  const none = new Converter({ cache, soffice: { missing: 'install it' }, timeout: 1_000 });
  const seen = await outcome(await none.prepare(`${storage.root}/test/chinese.docx`, 'docx'));
  assert.deepEqual(seen.at(-1), { state: 'failed', code: 'EngineMissing', detail: 'install it' });
});

test('a server that closes takes nothing from another that has the same cache folder', async () => {
  const folder = `${storage.root}/shared-cache`;
  const [one, other] = [await PdfCache.open(folder), await PdfCache.open(folder)];
  const path = other.workPath();
  await writeFile(path, 'at work');
  await one.close();
  assert.equal(await readFile(path, 'utf8'), 'at work');
  await writeFile(other.workPath(), 'still at work');
});
