/** A local WebOffice, a host and a browser to soak in. */
import { writeFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { launch } from '../setup/browser.js';
import { startHostPage } from '../setup/host-page.js';
import { nodeEndpoint, startOffice, temporaryStorage } from '../setup/offices.js';
import { HOST_BODY } from '../setup/tag.js';
import { Desk } from './desk.js';
import type { Kind } from './kind.js';
import { soak } from './soak.js';

export interface Soaks {
  run(kind: Kind, seed: number, goesOn: (done: number) => boolean): Promise<Record<string, number>>;
  /** Hands out what the last run has left. */
  keep(look: (path: string, page: Page) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export async function startSoaks(): Promise<Soaks> {
  const storage = await temporaryStorage();
  const office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` });
  const authorize = () => ({ user: { id: 'writer', name: 'Writer' }, permission: { readonly: false, history: true, copy: true } });
  const host = await startHostPage(office, HOST_BODY, nodeEndpoint(office, { authorize }));
  const browser = await launch();
  await writeFile(`${storage.root}/test/elsewhere.txt`, 'elsewhere');
  let last: { path: string; desk: Desk } | undefined;
  return {
    run(kind, seed, goesOn) {
      const name = `soak-${seed}.${kind.extension}`;
      last = { path: `${storage.root}/test/${name}`, desk: new Desk(browser, host.url, `oss://test/${name}`, office.sdkURL) };
      return soak({ ...last, kind, seed, goesOn });
    },
    async keep(look) {
      if (last && !last.desk.page.isClosed()) await look(last.path, last.desk.page);
    },
    async close() {
      await browser.close();
      await host.close();
      await office.close();
      await storage.remove();
    },
  };
}
