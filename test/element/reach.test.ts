/** The SDK behind the element: its events, its methods, its instance, for as long as the document is open. */
import { expect } from '@open-wc/testing';
import type { ImmWebofficeElement, WebOfficeError } from '../../src/index.js';
import { mount, nextError, nextReady } from './helpers.js';
import { openScripted, realmWhenThere, scripted } from './scripted.js';

const codeOf = (promise: PromiseLike<unknown>) =>
  promise.then(
    () => 'settled',
    (error: WebOfficeError) => error.code,
  );

describe('events of the SDK', () => {
  const cases: [event: string, payload: object, type: string, told: object][] = [
    ['tabSwitch', { tabKey: 1 }, 'imm-tab-switch', { tabKey: 1 }],
    ['tabSwitch', { tabKey: 'a' }, 'imm-tab-switch', { tabKey: 'a' }],
    ['previewLimit', { total: 5, realTotal: 300 }, 'imm-preview-limit', { total: 5, realTotal: 300 }],
    ['previewLimit', { total: 5 }, 'imm-preview-limit', { total: 5, realTotal: undefined }],
    ['fullscreenChange', { status: 1 }, 'imm-fullscreen-change', { status: 1 }],
    ['hasDocMap', { hasDocMap: true }, 'imm-has-doc-map', { hasDocMap: true }],
    ['webSocketStatus', { status: 'closed' }, 'imm-web-socket-status', { data: { status: 'closed' } }],
  ];
  for (const [event, payload, type, told] of cases) {
    it(`${event} ${JSON.stringify(payload)} arrives as ${type}`, async () => {
      const { element, realm } = await openScripted();
      const heard: Event[] = [];
      element.addEventListener(type, (each) => heard.push(each));
      realm.tell(event, payload);
      expect(heard).to.have.length(1);
      for (const [name, value] of Object.entries(told)) expect((heard[0] as unknown as Record<string, unknown>)[name]).to.deep.equal(value);
    });
  }

  it('a toast and a link arrive for who listens, and the host’s own callbacks go on', async () => {
    const heard: unknown[] = [];
    const onToast = (toast: unknown) => void heard.push(['own', toast]);
    const { realm } = await openScripted({ sdkOptions: { onToast } }, (element) => {
      element.addEventListener('imm-toast', ({ msg, action }) => heard.push([msg, action]));
      element.addEventListener('imm-hyperlink-open', ({ linkUrl }) => heard.push(linkUrl));
    });
    const { onToast: toast, onHyperLinkOpen: link } = realm.options as Record<string, (payload: unknown) => void>;
    toast!({ msg: 'saved', action: 'success' });
    link!({ linkUrl: 'https://a.example/' });
    expect(heard).to.deep.equal([['saved', 'success'], ['own', { msg: 'saved', action: 'success' }], 'https://a.example/']);
  });

  it('without a listener the office page keeps its toasts and links to itself', async () => {
    const { realm } = await openScripted();
    expect(realm.options).to.not.have.any.keys('onToast', 'onHyperLinkOpen');
  });

  it('fileOpen with success and a reason is a failure', async () => {
    const element = await mount(scripted);
    const realm = await realmWhenThere(element);
    const failed = nextError(element);
    realm.tell('fileOpen', { success: true, reason: 'InvalidLink' });
    expect((await failed).error.code).to.equal('ResourceNotFound');
  });
});

describe('methods of the SDK', () => {
  it('executeCommandBar, getTabs and switchTab reach the office page', async () => {
    const element = await mount({});
    await nextReady(element);
    const tabs = await element.getTabs();
    expect(tabs).to.deep.equal([{ tabKey: 0, text: 'short.pdf' }]);
    const switched = new Promise((resolve) => element.addEventListener('imm-tab-switch', ({ tabKey }) => resolve(tabKey)));
    await element.switchTab(0);
    expect(await switched).to.equal(0);
    expect(await codeOf(element.switchTab(7))).to.equal('OpenFailed');
    await element.executeCommandBar('Find');
  });

  it('an SDK that lacks one rejects with a WebOfficeError that names it', async () => {
    const element = await mount({ sdkUrl: '/fault/early-sdk.js' });
    await nextReady(element);
    for (const [call, name] of [
      [() => element.executeCommandBar('Find'), 'executeCommandBar'],
      [() => element.getTabs(), 'tabs.getTabs'],
      [() => element.switchTab(1), 'tabs.switchTab'],
    ] as const) {
      const error: unknown = await call().catch((reason: unknown) => reason);
      expect(error).to.include({ name: 'WebOfficeError', code: 'SdkInvalid' });
      expect((error as Error).message).to.contain(`SDK 1.1.2 has no ${name}()`);
    }
    // Changed in place, this SDK cannot either: that is no error of the host's.
    element.sdkOptions = { cooperUserAttribute: { cooperUsersColor: [{ userId: 'a', color: '#fff' }] } };
    await element.updateComplete;
    expect(element.state).to.equal('ready');
  });
});

describe('the SDK’s instance', () => {
  it('is there with ApiEvent, and its handlers stand beside the element’s', async () => {
    const { element, realm } = await openScripted();
    const instance = await element.sdkInstance();
    const heard: unknown[] = [];
    instance.ApiEvent!.AddApiEventListener('DocumentSaveStatus', (payload) => heard.push(payload));
    realm.tell('api:DocumentSaveStatus', { status: 1 });
    instance.on('fileStatus', (payload) => heard.push(payload));
    element.addEventListener('imm-file-status', ({ status }) => heard.push(status));
    realm.tell('fileStatus', { status: 7 });
    expect(heard).to.have.deep.members([{ status: 1 }, 7, { status: 7 }]);
    expect(instance.iframe.nodeName).to.equal('IFRAME');
    expect(await instance.tabs!.getTabs()).to.deep.equal([{ tabKey: 1, text: 'one' }]);
  });

  it('leaves to the element what is the element’s', async () => {
    const { element, realm } = await openScripted();
    const instance = await element.sdkInstance();
    const before = realm.calls.length;
    for (const call of [() => instance.destroy(), () => instance.setToken({ token: 'x', timeout: 1 })]) {
      expect(await codeOf(call() as unknown as Promise<unknown>)).to.equal('InvalidConfiguration');
    }
    expect(realm.calls.length).to.equal(before);
    expect(element.state).to.equal('ready');
  });

  for (const [how, leave] of [
    ['removed', (element: ImmWebofficeElement) => element.remove()],
    ['closed', (element: ImmWebofficeElement) => element.close()],
    ['opened anew', (element: ImmWebofficeElement) => void (element.src = 'oss://test/long.pdf')],
  ] as const) {
    it(`is gone when the document is ${how}: calls reject, pending ones too, and nothing reaches the SDK`, async () => {
      const { element, realm } = await openScripted();
      const instance = await element.sdkInstance();
      const application = (await element.whenReady()) as unknown as {
        ActiveDocument: PromiseLike<{ Name: PromiseLike<string>; Save(): Promise<boolean> }>;
      };
      const document = await application.ActiveDocument;
      expect([await document.Name, await document.Save()]).to.deep.equal(['a.docx', true]);
      const { calls } = realm;
      const { tabs, ApiEvent } = instance;
      const pending = codeOf((instance.hang as () => Promise<unknown>)());
      await leave(element);
      await element.updateComplete;
      expect(await pending).to.equal('Aborted');
      const before = calls.length;
      for (const call of [
        () => instance.save(),
        () => tabs!.getTabs(),
        () => instance.tabs!.getTabs(),
        () => ApiEvent!.AddApiEventListener('x', () => undefined) as Promise<unknown>,
        () => application.ActiveDocument,
        () => document.Save(),
        () => document.Name,
      ]) {
        expect(await codeOf(call()), String(call)).to.equal('Aborted');
      }
      expect(calls.length).to.equal(before);
    });
  }

  it('has data that stays readable', async () => {
    const { element } = await openScripted();
    const { Enum } = (await element.whenReady()) as unknown as { Enum: { Kind: number } };
    const [tab] = await element.getTabs();
    element.remove();
    await Promise.resolve();
    expect([Enum.Kind, tab!.tabKey]).to.deep.equal([1, 1]);
  });
});
