import { expect, waitUntil } from '@open-wc/testing';
import { environment, mount, nextReady, settled, shownText } from './helpers.js';

describe('a document', () => {
  it('opens, tells what it is, and answers save()', async () => {
    const element = await mount({});
    const { fileInfo } = await nextReady(element);
    expect(fileInfo?.name).to.equal('short.pdf');
    expect(element.state).to.equal('ready');
    expect(element.matches(':state(ready)')).to.equal(true);
    expect(shownText(element)).to.equal('');
    const { result, size } = await element.save();
    expect(result).to.equal('nochange');
    expect(size).to.be.greaterThan(500);
  });

  it('goes through idle, loading and ready, and says so aloud', async () => {
    const element = await mount({ src: '' });
    expect(shownText(element)).to.equal('No document selected');
    const states: string[] = [];
    element.addEventListener('imm-state-change', (event) => states.push(event.state));
    element.src = 'oss://test/short.pdf';
    await element.updateComplete;
    expect(shownText(element)).to.contain('Opening short.pdf');
    expect(element.shadowRoot?.querySelector('[role=status]')?.textContent).to.contain('Opening short.pdf');
    await nextReady(element);
    await element.updateComplete;
    expect(states).to.deep.equal(['loading', 'ready']);
    expect(element.shadowRoot?.querySelector('[role=status]')?.textContent).to.contain('short.pdf is open');
  });

  it('is read through the SDK’s Application', async () => {
    const element = await mount({ src: 'oss://test/long.pdf' });
    const application = (await element.whenReady()) as Record<string, { PagesCount: PromiseLike<number> }>;
    expect(await application.ActiveDocument?.PagesCount).to.equal(300);
  });

  it('is asked for and its SDK loaded at the same time', async () => {
    const waitsForToken = await mount({ tokenEndpoint: '/fault/never' });
    await waitUntil(
      () => 'aliyun' in (waitsForToken.shadowRoot?.querySelector('iframe')?.contentWindow ?? {}),
      'the SDK loads without a token',
    );
    const before = (await environment()).counts['/api/weboffice'] ?? 0;
    const waitsForSdk = await mount({ sdkUrl: '/fault/never' });
    const asked = async () => (await environment()).counts['/api/weboffice'] === before + 1;
    await waitUntil(asked, 'the token is asked for without the SDK');
    expect(waitsForSdk.state).to.equal('loading');
  });

  it('hints at its SDK before there is a window for it, and takes the hint away; where scripts go by nonce there is none', async () => {
    const hint = (element: Element) => element.shadowRoot?.querySelector('link')?.rel;
    const element = await mount({ sdkUrl: '/fault/never' });
    expect(hint(element)).to.equal('prefetch');
    expect(hint(await mount({ sdkUrl: '/fault/never', nonce: 'n0nce' }))).to.equal(undefined);
    element.sdkUrl = (await environment()).sdkURL;
    await nextReady(element);
    expect(hint(element)).to.equal(undefined);
  });

  it('shows only the first pages when asked to, and says how many there are', async () => {
    const element = await mount({ src: 'oss://test/long.pdf', previewPages: 5 });
    const limit = await new Promise((resolve) =>
      element.addEventListener('imm-preview-limit', ({ total, realTotal }) => resolve([total, realTotal])),
    );
    expect(limit).to.deep.equal([5, 300]);
    const application = (await element.whenReady()) as Record<string, { PagesCount: PromiseLike<number> }>;
    expect(await application.ActiveDocument?.PagesCount).to.equal(5);
  });

  it('opens with credentials in IMM’s own names and an envelope', async () => {
    const element = await mount({ tokenEndpoint: '/fault/pascal' });
    expect((await nextReady(element)).fileInfo?.name).to.equal('short.pdf');
  });

  it('gives way to another when src changes, and only the last opens', async () => {
    const element = await mount({});
    await nextReady(element);
    element.src = 'oss://test/long.pdf';
    await element.updateComplete;
    element.src = 'oss://test/gbk.txt';
    expect((await nextReady(element)).fileInfo?.name).to.equal('gbk.txt');
    expect(element.shadowRoot?.querySelectorAll('iframe')).to.have.length(1);
  });

  it('opens once for several changes, and not again for equal values', async () => {
    const before = (await environment()).counts['/api/weboffice'] ?? 0;
    const element = await mount({ filename: 'a.pdf', lang: 'zh-CN' });
    await nextReady(element);
    Object.assign(element, { filename: 'a.pdf', lang: 'zh-CN', src: 'oss://test/short.pdf' });
    await element.updateComplete;
    expect((await environment()).counts['/api/weboffice']).to.equal(before + 1);
  });

  it('opens anew on reload()', async () => {
    const element = await mount({});
    await nextReady(element);
    const before = (await environment()).counts['/api/weboffice'] ?? 0;
    await element.reload();
    expect(element.state).to.equal('ready');
    expect((await environment()).counts['/api/weboffice']).to.equal(before + 1);
  });

  it('survives a move in the page', async () => {
    const element = await mount({});
    await nextReady(element);
    const before = (await environment()).counts['/api/weboffice'] ?? 0;
    const elsewhere = document.createElement('div');
    element.parentElement?.append(elsewhere);
    elsewhere.append(element);
    await nextReady(element);
    expect((await element.save()).result).to.equal('nochange');
    expect((await environment()).counts['/api/weboffice'], 'no new credentials').to.equal(before);
  });

  it('leaves nothing when it is removed, and rejects what was pending', async () => {
    const element = await mount({ src: 'oss://test/long.pdf' });
    const pending = element.whenReady().then(
      () => undefined,
      (error: { code: string }) => error.code,
    );
    element.remove();
    expect(await pending).to.equal('Aborted');
    expect(element.shadowRoot?.querySelector('iframe')).to.equal(null);
    expect(element.state).to.equal('idle');
  });

  it('is never 0 px high', async () => {
    const element = await mount({ src: '' });
    expect(element.getBoundingClientRect().height).to.be.greaterThan(200);
    element.style.height = '100%';
    expect(element.getBoundingClientRect().height).to.be.at.least(240);
  });
});

describe('two documents on a page', () => {
  it('have an SDK each: save() answers for its own', async () => {
    const first = await mount({ src: 'oss://test/short.pdf' });
    const second = await mount({ src: 'oss://test/long.pdf' });
    await Promise.all([settled(first), settled(second)]);
    const [one, other] = await Promise.all([first.save(), second.save()]);
    expect(one.size).to.be.lessThan(2_000);
    expect(other.size).to.be.greaterThan(20_000);
    expect(first.fileInfo?.name).to.equal('short.pdf');
    expect(second.fileInfo?.name).to.equal('long.pdf');
    expect('aliyun' in window, 'no global on the host page').to.equal(false);
  });
});
