/** Elements with the stand-in for an SDK whose page the test plays (`test/setup/scripted-sdk.js`). */
import { waitUntil } from '@open-wc/testing';
import type { ImmWebofficeElement } from '../../src/index.js';
import { mount, nextReady } from './helpers.js';

export interface Scripted extends Window {
  tell(event: string, payload: unknown): void;
  calls: unknown[][];
  options: Record<string, unknown>;
}

/** Where it is. */
export const scripted = { sdkUrl: '/fault/scripted-sdk.js' };

const realmOf = (element: ImmWebofficeElement) => element.shadowRoot?.querySelector('iframe')?.contentWindow as unknown as Scripted;

/** The window of the stand-in, once it is configured. */
export async function realmWhenThere(element: ImmWebofficeElement): Promise<Scripted> {
  await waitUntil(() => realmOf(element)?.options, 'the SDK was not configured', { timeout: 30_000 });
  return realmOf(element);
}

/** An element with an open document of it. @param prepare is called before there is a document */
export async function openScripted(properties: Partial<ImmWebofficeElement> = {}, prepare?: (element: ImmWebofficeElement) => void) {
  const element = await mount({ ...scripted, ...properties, src: '' });
  prepare?.(element);
  element.src = 'oss://test/gbk.txt';
  const realm = await realmWhenThere(element);
  const ready = nextReady(element);
  realm.tell('fileOpen', { success: true, fileInfo: { id: '1', name: 'a.docx', officeType: 'w' } });
  await ready;
  return { element, realm };
}
