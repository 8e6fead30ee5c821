/** The fixture of a file of end-to-end tests: documents, a local WebOffice, a host page and a browser, from before its first test to after its last. */
import { after, before } from 'node:test';
import type { Browser } from 'puppeteer-core';
import type { Permission } from '../../src/contract/requests.js';
import type { LocalWebOffice, LocalWebOfficeOptions } from '../../local/src/index.js';
import type { TokenHandlerOptions } from '../../server/src/index.js';
import { launch } from './browser.js';
import { startHostPage, type HostPage } from './host-page.js';
import { nodeEndpoint, startOffice, temporaryStorage, type Storage } from './offices.js';

export interface Fixture {
  storage: Storage;
  office: LocalWebOffice;
  host: HostPage;
  browser: Browser;
  /** Path of a document in the bucket `test`. */
  pathOf: (name: string) => string;
}

export interface FixtureOptions {
  /** Of the one visitor there is. */
  permission?: Partial<Permission>;
  /** Who may open what, where that is more than one visitor and every document. */
  authorize?: TokenHandlerOptions['authorize'];
  /** Their name; what it is in lower case is their id. */
  user?: string;
  /** Gets the notifications about the documents. */
  notify?: LocalWebOfficeOptions['notify'];
  /** Of the host page; without one, it has the SDK and `#mount`. */
  body?: string;
  /** Makes documents that several tests have in common. */
  prepare?: (fixture: Fixture) => Promise<void>;
}

/** Call it outside of tests. What it returns is filled before the first of them. */
export function setUpFixture(options: FixtureOptions): Fixture {
  const { permission, user = 'Writer', notify, body, prepare } = options;
  const fixture = { pathOf: (name: string) => `${fixture.storage.root}/test/${name}` } as Fixture;
  before(async () => {
    fixture.storage = await temporaryStorage();
    fixture.office = await startOffice(fixture.storage, { cacheFolder: `${fixture.storage.root}/cache`, notify });
    const { authorize = () => ({ user: { id: user.toLowerCase(), name: user }, permission }) } = options;
    const content = body ?? `<div id="mount"></div><script src="${fixture.office.sdkURL}"></script>`;
    fixture.host = await startHostPage(
      fixture.office,
      content,
      nodeEndpoint(fixture.office, { authorize, ...(notify && { notifyTopicName: 'heard' }) }),
    );
    fixture.browser = await launch();
    await prepare?.(fixture);
  });
  after(async () => {
    await fixture.browser.close();
    await fixture.host.close();
    await fixture.office.close();
    await fixture.storage.remove();
  });
  return fixture;
}
