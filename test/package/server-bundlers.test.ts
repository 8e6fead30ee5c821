/** A backend that uses the package, built into one folder as Next, Nitro and others do it, and run where nothing is installed. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as vite from 'vite';
import webpack from 'webpack';
import { installPacked, run, type Host } from '../setup/packed.js';

/** Needs all dependencies: sealing, signing, and a client that asks (port 9 answers nobody). */
const BACKEND = `
import { createImmClient, createTokenHandler } from 'imm-weboffice-server';
const imm = createImmClient({
  regionId: 'cn-shanghai', projectName: 'p', endpoint: 'http://127.0.0.1:9',
  credential: { accessKeyId: 'id', accessKeySecret: 'secret' },
});
const secret = Buffer.alloc(32, 7).toString('base64');
const handler = createTokenHandler({ imm, secret, authorize: () => ({ user: { id: 'ada', name: 'Ada' } }) });
const body = JSON.stringify({ action: 'open', sourceURI: 'oss://demo/report.docx' });
const answer = await handler(new Request('http://localhost/', { method: 'POST', body, headers: { 'content-type': 'application/json' } }));
process.stdout.write((await answer.json()).error.code);
`;

let host: Host;
let elsewhere: string;
before(async () => {
  host = await installPacked();
  await host.write('backend.js', BACKEND);
  elsewhere = await mkdtemp(join(tmpdir(), 'imm-weboffice-deployed-'));
  await writeFile(join(elsewhere, 'package.json'), '{"type":"module"}');
});
after(async () => {
  await host.remove();
  await rm(elsewhere, { recursive: true, force: true });
});

const bundlers: Record<string, (output: string) => Promise<void>> = {
  async webpack(output) {
    const compiler = webpack({
      ...{ mode: 'production', target: 'node20', context: host.project, entry: './backend.js' },
      experiments: { outputModule: true },
      output: { path: output, filename: 'backend.js', module: true, chunkFormat: 'module' },
      optimization: { minimize: false },
    });
    const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
      compiler.run((error, result) => (error ? reject(error) : resolve(result)));
    });
    await new Promise((resolve) => compiler.close(resolve));
    assert.deepEqual(stats?.toJson({ all: false, errors: true }).errors, []);
  },
  async Vite(output) {
    await vite.build({
      ...{ configFile: false, root: host.project, logLevel: 'silent', ssr: { noExternal: true } },
      build: { ssr: 'backend.js', outDir: output, target: 'node20' },
    });
  },
};

for (const [name, build] of Object.entries(bundlers)) {
  test(`${name} puts the dependencies into it`, async () => {
    const output = join(elsewhere, name);
    await build(output);
    const { stdout } = await run(process.execPath, [join(output, 'backend.js')], { cwd: elsewhere });
    assert.equal(stdout, 'ServiceUnavailable');
  });
}
