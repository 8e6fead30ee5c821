import { expect } from '@open-wc/testing';
import type { OpenRequest } from '../../src/contract/requests.js';
import type { ImmWebofficeElement } from '../../src/index.js';
import { mount, nextReady } from './helpers.js';

/** Requests for credentials that an element sends, passed on to the token endpoint. */
function recorded() {
  const asked: OpenRequest[] = [];
  const fetchCredentials: NonNullable<ImmWebofficeElement['fetchCredentials']> = async (request) => {
    if (request.action === 'open') asked.push(request);
    const response = await fetch('/api/editable', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    return response.json();
  };
  return { asked, fetchCredentials };
}

/** Every attribute that applies in one of the modes only, at once. */
const everything = { allow: 'copy print export history rename', cachePreview: true, previewPages: 5, hideToolbar: true };

describe('mode', () => {
  it('is toggled on a live element with every other attribute in place', async () => {
    const { asked, fetchCredentials } = recorded();
    const element = await mount({ src: 'oss://test/gbk.txt', fetchCredentials, ...everything });
    await nextReady(element);
    for (const mode of ['edit', 'preview'] as const) {
      element.mode = mode;
      await nextReady(element);
      expect(element.error).to.equal(undefined);
    }
    expect(asked.map(({ permission }) => permission)).to.deep.equal([
      { readonly: true, copy: true, rename: true },
      { readonly: false, copy: true, print: true, export: true, history: true, rename: true },
      { readonly: true, copy: true, rename: true },
    ]);
    // The host may grant reading only to a page that asks to edit: then these count.
    for (const { cachePreview, previewPages, hidecmb } of asked)
      expect([cachePreview, previewPages, hidecmb]).to.deep.equal([true, 5, true]);
  });

  for (const mode of ['preview', 'edit'] as const) {
    it(`${mode}: export without print is refused, as no mode could satisfy it`, async () => {
      const element = await mount({ src: 'oss://test/gbk.txt', tokenEndpoint: '/api/editable', allow: 'export', mode, cachePreview: true });
      if (element.state !== 'error') await new Promise((resolve) => element.addEventListener('imm-error', resolve, { once: true }));
      expect(element.error?.code).to.equal('InvalidPermission');
      expect(element.error?.message).to.contain('export needs print');
    });
  }
});
