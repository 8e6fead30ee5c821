import { createApp, h, onMounted, onUpdated, shallowReactive } from 'vue';
import type { ImmWebofficeProperties } from '../../../src/frameworks/tag.js';
import { ImmWeboffice, useWebOffice, type WebOffice } from '../../../src/vue/index.js';
import { note, textOf } from './bar.js';

const shown = shallowReactive<{ values: ImmWebofficeProperties; isHidden: boolean }>({ values: {}, isHidden: false });
let office: WebOffice;
const identities = new Set<unknown>();

const app = createApp({
  setup() {
    const own = (office = useWebOffice());
    for (const each of [own.ref, own.save, own.mayLeave, own.guard]) identities.add(each);
    const text = () =>
      textOf({
        ...{ state: own.state.value, ready: own.ready.value, fileName: own.fileName.value },
        ...{ unsaved: own.unsaved.value, saving: own.saving.value, error: own.error.value },
      });
    onMounted(() => note(text()));
    onUpdated(() => note(text()));
    return () => [h('output', text()), shown.isHidden ? null : h(ImmWeboffice, { ...shown.values, class: 'viewer', ref: own.ref })];
  },
});
let isMounted = false;

window.bar = {
  render(values, isHidden = false) {
    Object.assign(shown, { values, isHidden });
    if (!isMounted) app.mount('#mount');
    isMounted = true;
  },
  unmount: () => app.unmount(),
  shown: [],
  save: () => office.save(),
  close: () => office.close(),
  pages: async () => (await office.getApplication('f')).ActivePDF.PagesCount,
  identities: () => identities.size,
};
