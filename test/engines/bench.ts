/** The same tests in every engine: the built element on a host page, a local WebOffice with the demo's documents, a reader's eyes and hands. */
import { after, before, describe, test } from 'node:test';
import type { Permission } from '../../src/contract/requests.js';
import type { LocalWebOffice, LocalWebOfficeOptions } from '../../local/src/index.js';
import { toNodeHandler } from '../../server/src/index.js';
import { waitFor, type EngineFrame, type EnginePage } from '../setup/engines/engine.js';
import { chooseEngines, howToInstall } from '../setup/engines/index.js';
import { startHostPage, type HostPage } from '../setup/host-page.js';
import { startOffice, temporaryStorage, tokenHandlerFor, type Storage } from '../setup/offices.js';
import { HOST_BODY, type Attributes } from '../setup/tag.js';

export class Bench {
  readonly #visited: HostPage[] = [];

  private constructor(
    readonly page: EnginePage,
    readonly storage: Storage,
    private readonly office: LocalWebOffice,
    private readonly host: HostPage,
    private readonly endpoint: NonNullable<Parameters<typeof startHostPage>[2]>,
    /** Whether the token endpoint fails. */
    readonly fault: { isOn: boolean },
    /** What the reader is granted from now on. */
    readonly permission: Partial<Permission>,
  ) {}

  static async start(page: EnginePage, options: Partial<LocalWebOfficeOptions>, headers: Record<string, string>): Promise<Bench> {
    const storage = await temporaryStorage();
    const office = await startOffice(storage, options);
    const permission: Partial<Permission> = { readonly: false, copy: true, print: true, export: true };
    const endpoint = toNodeHandler(tokenHandlerFor(office, { authorize: () => ({ user: { id: 'reader', name: 'Reader' }, permission }) }));
    const fault = { isOn: false };
    const answer = (...[request, response]: Parameters<typeof endpoint>) =>
      fault.isOn ? response.writeHead(503).end() : void endpoint(request, response);
    const host = await startHostPage(office, HOST_BODY, answer, headers);
    return new Bench(page, storage, office, host, answer, fault, permission);
  }

  get sdkURL(): string {
    return this.office.sdkURL;
  }

  /** A host page of a test's own. */
  async visit(body: string, headers: Record<string, string> = {}): Promise<void> {
    const host = await startHostPage(this.office, body, this.endpoint, headers);
    this.#visited.push(host);
    await this.page.open(host.url);
  }

  /** The host page anew, with a tag that has these attributes. */
  async open(attributes: Attributes): Promise<void> {
    await this.page.open(this.host.url);
    const all = { 'token-endpoint': '/api/weboffice', 'sdk-url': this.sdkURL, ...attributes };
    await this.page.evaluate((wanted) => {
      const tag = document.createElement('imm-weboffice');
      for (const [name, value] of Object.entries(wanted)) tag.setAttribute(name, value);
      document.body.append(tag);
    }, all);
  }

  async waitForState(state: string): Promise<void> {
    await waitFor(this.page, `the state ${state}`, () =>
      this.page.evaluate((wanted) => document.querySelector('imm-weboffice')!.matches(`:state(${wanted})`), state),
    );
  }

  /** The office page with the document on screen. */
  async document(): Promise<EngineFrame> {
    await this.waitForState('ready');
    const address = () =>
      this.page.evaluate(() => {
        const realm = document.querySelector('imm-weboffice')!.shadowRoot!.querySelector('iframe');
        return realm?.contentDocument?.querySelector('iframe')?.src;
      });
    await waitFor(this.page, 'the office page', async () => (await address()) !== undefined);
    return this.page.frame((await address())!);
  }

  /** What the tag has told so far, of one type. */
  told(type: string): Promise<unknown[]> {
    return this.page.evaluate(
      (wanted) =>
        (window as unknown as { events: [string, unknown][] }).events.filter(([name]) => name === wanted).map(([, value]) => value),
      type,
    );
  }

  async close(): Promise<void> {
    for (const host of [this.host, ...this.#visited]) await host.close();
    await this.office.close();
    await this.storage.remove();
  }
}

export async function waitForWords(frame: EngineFrame, words: string): Promise<void> {
  await waitFor(frame, `“${words}”`, () =>
    frame.evaluate((wanted) => document.body.innerText.replace(/\s+/g, ' ').includes(wanted), words),
  );
}

/**
 * Declares tests once for each engine. Those that are not installed are skipped, and say how to get them.
 * @param headers of the host page
 */
export function inEveryEngine(
  declare: (bench: () => Bench) => void,
  options: Partial<LocalWebOfficeOptions> = {},
  headers: Record<string, string> = {},
): void {
  const { engines, missing } = chooseEngines();
  for (const engine of engines) {
    describe(engine.label, () => {
      let page: EnginePage;
      let bench: Bench;
      before(async () => {
        page = await engine.start();
        bench = await Bench.start(page, options, headers);
      });
      after(async () => {
        await page.close();
        await bench.close();
      });
      declare(() => bench);
    });
  }
  for (const engine of missing) test(engine.label, { skip: `not installed: ${howToInstall(engine)}` }, () => undefined);
}
