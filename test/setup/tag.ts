/** The built tag in a host page of its own, as a host developer writes it, and the office page inside it. */
import type { Browser, Frame, Page } from 'puppeteer-core';
import type { LocalWebOffice } from '../../local/src/index.js';
import { officeFrame } from './browser.js';

export type Attributes = Readonly<Record<string, string>>;

export interface OpenTag {
  page: Page;
  frame: Frame;
}

/** Pages in the background draw no frames, by which puppeteer would look otherwise. */
const WAITING = { polling: 100 };

const EVENTS = ['imm-state-change', 'imm-ready', 'imm-error', 'imm-preview-limit', 'imm-file-name-change', 'imm-file-status'];

/** A host page that keeps what its tag tells as `events`: `[type, what it says]`. */
export const HOST_BODY = `<script nonce="n0nce">
window.events = [];
for (const type of ${JSON.stringify(EVENTS)}) {
  // Events of the element do not bubble; on their way down they are seen.
  document.addEventListener(type, (event) => events.push([type, event.state ?? event.realTotal ?? event.name ?? event.status ?? event.error?.code]), true);
}
</script>
<script type="module" nonce="n0nce" src="/imm-weboffice.js"></script>`;

/** A page at `url` gets a tag with these attributes. Resolves when the office page is there. */
export async function openTag(
  browser: Pick<Browser, 'newPage'>,
  office: LocalWebOffice,
  url: string,
  attributes: Attributes,
): Promise<OpenTag> {
  const page = await browser.newPage();
  await page.goto(url);
  const all = { 'token-endpoint': '/api/weboffice', 'sdk-url': office.sdkURL, ...attributes };
  await page.evaluate((wanted) => {
    const tag = document.createElement('imm-weboffice');
    for (const [name, value] of Object.entries(wanted)) tag.setAttribute(name, value);
    document.body.append(tag);
  }, all);
  return { page, frame: await officeFrame(page) };
}

/** Waits until the tag has the state. */
export async function waitForState(page: Page, state: string): Promise<void> {
  await page.waitForFunction((wanted) => document.querySelector('imm-weboffice')?.matches(`:state(${wanted})`), WAITING, state);
}

/** What the tag has told so far, of one type. */
export function told(page: Page, type: string): Promise<unknown[]> {
  return page.evaluate(
    (wanted) => (window as unknown as { events: [string, unknown][] }).events.filter(([name]) => name === wanted).map(([, value]) => value),
    type,
  );
}

/** Waits until the tag has told this. */
export async function waitForTold(page: Page, type: string, value: unknown): Promise<void> {
  await page.waitForFunction(
    (wanted, said) =>
      (window as unknown as { events: [string, unknown][] }).events.some((event) => event[0] === wanted && event[1] === said),
    WAITING,
    type,
    value,
  );
}
