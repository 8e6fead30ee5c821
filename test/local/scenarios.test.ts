/** The "Typical scenarios" of the API page, as they are printed there, through the official client. */
import assert from 'node:assert/strict';
import { copyFile, mkdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { SessionInfo } from '../../local/src/shared/page-api.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { pageCount, visit } from './visitor.js';

let storage: Storage;
let office: LocalWebOffice;
before(async () => {
  storage = await temporaryStorage();
  const bucket = `${storage.root}/test-bucket`;
  await mkdir(bucket);
  await copyFile(`${storage.root}/demo/annual-report.docx`, `${bucket}/test-object.docx`);
  await copyFile(`${storage.root}/demo/annual-report.docx`, `${bucket}/test-object.DOCX`);
  await copyFile(`${storage.root}/test/long.pdf`, `${bucket}/test-object.pdf`);
  office = await startOffice(storage);
});
after(async () => {
  await office.close();
  await storage.remove();
});

const common = { SourceURI: 'oss://test-bucket/test-object.docx', Filename: 'test-object.docx', Permission: "{'Readonly':'true'}" };
const watermark = { value: 'watermark_value', font: 'bold 20px Serif', rotate: -0.7853982, vertical: 100, horizontal: 50 };

interface Scenario {
  parameters: Record<string, string>;
  pages: number;
  total?: number;
  info?: object;
}
const scenarios: Record<string, Scenario> = {
  'a PDF in read-only mode': {
    parameters: { ...common, SourceURI: 'oss://test-bucket/test-object.pdf', PreviewPages: '5' },
    ...{ pages: 5, total: 300 },
  },
  'an uppercase file name extension': {
    parameters: { ...common, SourceURI: 'oss://test-bucket/test-object.DOCX', PreviewPages: '5' },
    ...{ pages: 5, total: 7 },
  },
  'only the first 5 pages': { parameters: { ...common, PreviewPages: '5' }, pages: 5, total: 7 },
  'a password': { parameters: { ...common, Password: '123456' }, pages: 7 },
  'a watermark': {
    parameters: { ...common, Watermark: "{'Type':'1','Value':'watermark_value','Font':'bold 20px Serif'}" },
    pages: 7,
    info: { watermark: { ...watermark, fillStyle: 'rgba(192, 192, 192, 0.6)' } },
  },
  'no toolbar': { parameters: { ...common, Hidecmb: 'true' }, pages: 7, info: { hidecmb: true } },
  'edit, history, copy, print, export': {
    parameters: { ...common, Permission: "{'Readonly':'false','History':'true','Copy':'true','Print':'true','Export':'true'}" },
    pages: 7,
    info: { permission: { readonly: false, rename: false, history: true, copy: true, print: true, export: true } },
  },
};

for (const [name, { parameters, pages, total, info = {} }] of Object.entries(scenarios)) {
  test(`scenario: ${name}`, async () => {
    const visitor = await visit(office, { ProjectName: 'local', ...parameters });
    const said = SessionInfo.parse(await (await visitor.call('session', { method: 'POST' })).json());
    assert.equal(said.fileInfo.name, 'test-object.docx');
    assert.deepEqual({ ...said, ...info }, said);
    assert.deepEqual(await visitor.outcome(), { state: 'ready', ...(total && { total }) });
    // An editor gets the document itself; its pages are those of the export.
    const shown = said.editable ? await visitor.call('export') : await visitor.call('content');
    assert.equal(await pageCount(Buffer.from(await shown.arrayBuffer())), pages);
  });
}
