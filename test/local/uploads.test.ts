/** Uploads over documents that are being edited have to be said to be expected. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { docx } from '../setup/documents.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { listen, visit, type Visitor } from './visitor.js';

let storage: Storage;
let office: LocalWebOffice;
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage);
});
after(async () => {
  await office.close();
  await storage.remove();
});

const SourceURI = 'oss://test/chinese.docx';
const edit = { SourceURI, Permission: { Readonly: false } };
const refused = { code: 'InvalidExternalUploaded' };
const upload = (text: string) => writeFile(`${storage.root}/test/chinese.docx`, docx([text]));

/** Opens the document as a page does. @returns the version it has */
async function open(visitor: Visitor, page?: string): Promise<number> {
  const answer = await visitor.call('session', { method: 'POST', ...(page !== undefined && { page }) });
  return ((await answer.json()) as { version: number }).version;
}

test('it is refused until it is said to be expected, and after the next upload again', async () => {
  const editor = await visit(office, edit);
  await open(editor);
  const { events, hangUp } = await listen(editor);
  await visit(office, edit);
  await upload('uploaded');
  await events.next();
  await assert.rejects(visit(office, edit), refused);
  await assert.rejects(visit(office, { SourceURI, ExternalUploaded: false }), refused);
  const expected = await visit(office, { ...edit, ExternalUploaded: true });
  assert.deepEqual(await expected.outcome(), { state: 'ready' });
  await visit(office, edit);
  await upload('uploaded again');
  await events.next();
  await assert.rejects(visit(office, edit), refused);
  // Another page takes the session over, and has the newest version.
  await open(editor, 'other');
  await events.return(undefined);
  hangUp();
  await visit(office, edit);
  await editor.call('leave', { method: 'POST', body: 'null', page: 'other' });
});

test('a page edits from the moment it opens its document, before it listens or while it only asks, until it says that it goes', async () => {
  const editor = await visit(office, edit);
  const version = await open(editor);
  await upload('uploaded before it listens');
  await assert.rejects(visit(office, edit), refused);
  await (await editor.call(`events?once&version=${version}`)).text();
  await assert.rejects(visit(office, edit), refused);
  await editor.post('leave', null);
  await visit(office, edit);
});

test('a page that comes back goes on with the version it has', async () => {
  const editor = await visit(office, edit);
  const version = await open(editor);
  await editor.post('leave', null);
  await upload('uploaded while it was away');
  await visit(office, edit);
  await (await editor.call(`events?once&version=${version}`)).text();
  await assert.rejects(visit(office, edit), refused);
  await editor.post('leave', null);
});

test('who only reads does not edit', async () => {
  const reader = await visit(office, { SourceURI });
  await open(reader);
  await upload('uploaded before a reader');
  await assert.doesNotReject(visit(office, edit));
});
