/** An office page that stores only when it is asked to, as IMM's: what becomes of it when the element is removed, by what the engine can. */
import { expect, waitUntil } from '@open-wc/testing';
import { mount } from './helpers.js';
import { openScripted } from './scripted.js';

const editing = { mode: 'edit', tokenEndpoint: '/api/editable' } as const;

/** Whether a frame keeps its page when it is moved: only then it can outlive its element. */
async function framesKeepTheirPages(): Promise<boolean> {
  const root = document.documentElement as HTMLElement & { moveBefore?: (node: Node, child: Node | null) => void };
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const before = frame.contentDocument;
  root.moveBefore?.(frame, null);
  await new Promise((resolve) => setTimeout(resolve));
  const keeps = root.moveBefore !== undefined && before === frame.contentDocument;
  frame.remove();
  return keeps;
}

const keptFrames = () => document.querySelectorAll('html > iframe').length;

const names = (calls: readonly unknown[][]) => calls.map(([name]) => name);

describe('a removed element whose office page has something unsaved', () => {
  for (const [way, remove] of [
    ['remove()', (element) => element.remove()],
    ['saveInBackground() and the removal of an ancestor', (element) => (element.saveInBackground(), element.parentElement!.remove())],
  ] as [string, (element: Awaited<ReturnType<typeof mount>>) => void][]) {
    it(`${way}: stored in the background where frames can be kept; elsewhere nothing is left, and nothing is asked of the page`, async () => {
      const { element, realm } = await openScripted(editing);
      realm.tell('fileStatus', { status: 6 });
      expect(element.unsaved).to.equal(true);
      const errors: unknown[] = [];
      element.addEventListener('imm-error', ({ error }) => errors.push(error));
      const { calls } = realm;
      const keeps = await framesKeepTheirPages();
      remove(element);
      await Promise.resolve();
      expect(keptFrames()).to.equal(keeps ? 1 : 0);
      await waitUntil(() => keptFrames() === 0, 'a frame stays', { timeout: 30_000 });
      expect(names(calls).includes('save')).to.equal(keeps);
      expect([element.state, element.unsaved, errors]).to.deep.equal(['idle', false, []]);
    });
  }

  it('close() before it stores in every engine, with the frame in its place', async () => {
    const { element, realm } = await openScripted(editing);
    realm.tell('fileStatus', { status: 6 });
    const { calls } = realm;
    await element.close();
    expect(names(calls)).to.include('save');
    element.remove();
    expect([keptFrames(), element.unsaved]).to.deep.equal([0, false]);
  });
});
