/** What the office page does, without the page: opens a document with the official client and asks the server on its own. */
import type { LocalWebOffice } from '../../local/src/index.js';
import { PageEvent, Progress } from '../../local/src/shared/page-api.js';
import { immClientFor } from '../setup/offices.js';

export interface Visitor {
  fileId: string;
  accessToken: string;
  refreshToken: string;
  /** One call of page-api.ts. */
  call: (name: string, init?: RequestInit & { page?: string }) => Promise<Response>;
  post: (name: string, body: unknown) => Promise<Response>;
  /** All states until the last. */
  progress: () => Promise<Progress[]>;
  /** The last state. */
  outcome: () => Promise<Progress | undefined>;
  pdf: () => Promise<Buffer>;
}

/** Generates for `parameters`; a preview where they do not say otherwise. @param page sent as `X-Page` */
export async function visit(
  office: Pick<LocalWebOffice, 'url' | 'credential'>,
  parameters: Record<string, unknown>,
  page = '',
): Promise<Visitor> {
  const answer = await immClientFor(office).call('GenerateWebofficeToken', { Permission: { Readonly: true }, ...parameters });
  const fileId = new URL(String(answer.WebofficeURL)).pathname.split('/').pop()!;
  const accessToken = String(answer.AccessToken);
  const call: Visitor['call'] = (name, { page: other = page, ...init } = {}) => {
    const own = { authorization: `Bearer ${accessToken}`, ...(other && { 'x-page': other }) };
    return fetch(`${office.url}/office/api/${fileId}/${name}`, { ...init, headers: { ...own, ...(init.headers as object) } });
  };
  const progress = async () => {
    const text = await (await call('progress')).text();
    const lines = text.split('\n').filter(Boolean);
    return lines.map((line) => Progress.parse(JSON.parse(line)));
  };
  return {
    ...{ fileId, accessToken, refreshToken: String(answer.RefreshToken), call, progress },
    post: (name, body) => call(name, { method: 'POST', body: JSON.stringify(body) }),
    outcome: async () => (await progress()).at(-1),
    pdf: async () => Buffer.from(await (await call('content')).arrayBuffer()),
  };
}

/** What a page hears on `/events` of its document; resolves when the server has begun to tell. The signal hangs up. */
export async function listen(visitor: Visitor, page?: string): Promise<{ events: AsyncGenerator<PageEvent>; hangUp: () => void }> {
  const { events: all, hangUp } = await hear(visitor, page);
  async function* events() {
    for await (const event of all) if (event.event === 'changed' || event.event === 'replaced') yield event;
  }
  return { events: events(), hangUp };
}

/** Everything it hears, of other people too. */
export async function hear({ call }: Visitor, page?: string): Promise<{ events: AsyncGenerator<PageEvent>; hangUp: () => void }> {
  const hung = new AbortController();
  const response = await call('events', { signal: hung.signal, ...(page !== undefined && { page }) });
  async function* events() {
    let rest = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.filter(Boolean)) yield PageEvent.parse(JSON.parse(line));
    }
  }
  return { events: events(), hangUp: () => hung.abort() };
}

/** What a PDF says of its own pages. */
export async function pageCount(pdf: Buffer): Promise<number> {
  return (await readPages(pdf)).length;
}

/** The text of each page. */
export async function readPages(pdf: Buffer): Promise<string[]> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await loading.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  await loading.destroy();
  return pages;
}
