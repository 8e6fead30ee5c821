import { KeepAlive, createApp, createSSRApp, h, shallowReactive, type App, type CreateAppFunction } from 'vue';
import type { ImmWebofficeProperties } from '../../../src/frameworks/tag.js';
import { ImmWeboffice } from '../../../src/vue/index.js';

const shown = shallowReactive<{ values: ImmWebofficeProperties; label: string; isAway: boolean }>({ values: {}, label: '', isAway: false });
const elsewhere = { render: () => h('p', 'Elsewhere') };
let app: App | undefined;

function mount(create: CreateAppFunction<Element>) {
  const view = {
    render() {
      const { values, label } = shown;
      const note = (event: Event) => void window.framework.events.push(`${label}: ${event.type}`);
      return h(ImmWeboffice, {
        ...values,
        class: 'viewer',
        ref: (instance) => {
          window.framework.element = (instance as InstanceType<typeof ImmWeboffice> | null)?.element;
        },
        onReady: note,
        onTokenRefresh: note,
      });
    },
  };
  app = create({ render: () => h(KeepAlive, () => h(shown.isAway ? elsewhere : view)) });
  app.mount('#mount');
}

window.framework = {
  element: undefined,
  events: [],
  render(values, label) {
    Object.assign(shown, { values, label });
    if (!app) mount(createApp);
  },
  hydrate(values, label) {
    Object.assign(shown, { values, label });
    mount(createSSRApp);
  },
  unmount: () => app?.unmount(),
  leave: () => void (shown.isAway = true),
  comeBack: () => void (shown.isAway = false),
};
