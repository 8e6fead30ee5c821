import { fixture, html, oneEvent } from '@open-wc/testing';
import '../../src/index.js';
import type { ImmErrorEvent, ImmReadyEvent, ImmWebofficeElement } from '../../src/index.js';

export interface TestEnvironment {
  sdkURL: string;
  officeURL: string;
  /** Requests so far, by path. */
  counts: Record<string, number>;
  /** Headers of the last request, by path. */
  headers: Record<string, Record<string, string>>;
}

export async function environment(): Promise<TestEnvironment> {
  return (await (await fetch('/api/environment')).json()) as TestEnvironment;
}

/** An element on the test page, with what is given changed. */
export async function mount(attributes: Partial<ImmWebofficeElement>): Promise<ImmWebofficeElement> {
  const { sdkURL } = await environment();
  const element = document.createElement('imm-weboffice');
  Object.assign(element, { tokenEndpoint: '/api/weboffice', src: 'oss://test/short.pdf', sdkUrl: sdkURL, ...attributes });
  await fixture(html`<div>${element}</div>`);
  return element;
}

export const nextReady = (element: ImmWebofficeElement) => oneEvent(element, 'imm-ready') as unknown as Promise<ImmReadyEvent>;
export const nextError = (element: ImmWebofficeElement) => oneEvent(element, 'imm-error') as unknown as Promise<ImmErrorEvent>;

/** Waits until the element has settled, one way or the other. */
export async function settled(element: ImmWebofficeElement): Promise<void> {
  if (element.state === 'ready' || element.state === 'error') return;
  await Promise.race([nextReady(element), nextError(element)]);
}

/** The words the element itself shows. */
export function shownText(element: ImmWebofficeElement): string {
  return element.shadowRoot?.querySelector('.panel')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}
