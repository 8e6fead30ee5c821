/** The programs of the documentation, run as they are written there but for the port. */
import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, officeFrame, waitForWords } from '../setup/browser.js';
import { freePort, serve } from '../setup/program.js';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** Folders by name. */
const PACKAGES = { 'imm-weboffice': '.', 'imm-weboffice-server': 'server', 'imm-weboffice-local': 'local' };

test('local.js is a complete host', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'imm-weboffice-sample-'));
  await mkdir(join(folder, 'documents/files'), { recursive: true });
  await copyFile(join(project, 'demo/storage/demo/annual-report.docx'), join(folder, 'documents/files/report.docx'));
  await mkdir(join(folder, 'node_modules'));
  // As npm links packages that are being worked on.
  for (const [name, path] of Object.entries(PACKAGES)) await symlink(join(project, path), join(folder, 'node_modules', name), 'junction');
  const code = await readFile(join(project, 'demo/samples/local.js'), 'utf8');
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'local.js'), code.replaceAll('3000', String(await freePort())));

  const host = await serve(['local.js'], { cwd: folder });
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(host.address);
  await waitForWords(await officeFrame(page), 'busiest September in our history');
  assert.equal(await page.$eval('imm-weboffice', (element) => element.state), 'ready');
  await browser.close();
  await host.close();
  await rm(folder, { recursive: true, force: true });
});
