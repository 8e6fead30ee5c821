import { createApp, defineComponent, h } from 'vue';
import { createRouter, createWebHistory, onBeforeRouteLeave, RouterLink, RouterView } from 'vue-router';
import { ImmWeboffice, useWebOffice } from 'imm-weboffice/vue';

const Editor = defineComponent(() => {
  const { ref: viewer, state, mayLeave } = useWebOffice();
  onBeforeRouteLeave(() => mayLeave());
  return () => [
    h(RouterLink, { to: '/other' }, () => 'Leave'),
    h('output', state.value),
    h(ImmWeboffice, { ref: viewer, tokenEndpoint: '/api/weboffice', sdkUrl: '/sdk.js', src: 'oss://test/routed.csv', mode: 'edit' }),
  ];
});
const routes = [
  { path: '/', component: Editor },
  { path: '/other', component: { render: () => h('output', 'elsewhere') } },
];
createApp({ render: () => h(RouterView) })
  .use(createRouter({ history: createWebHistory(), routes }))
  .mount('#app');
