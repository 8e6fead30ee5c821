/** What TypeScript knows of the Vue component. */
import { createApp, h } from 'vue';
import { ImmWeboffice, immWeboffice, useConfirmLeave, useWebOffice, type ImmWebofficeElement } from 'imm-weboffice/vue';

createApp({}).use(immWeboffice).component('Another', ImmWeboffice);

h(ImmWeboffice, { tokenEndpoint: '/api/weboffice', src: 'oss://bucket/report.docx', mode: 'edit', class: 'viewer' });
h(ImmWeboffice, { watermark: { value: 'Internal' }, sdkOptions: { commandBars: [] }, hideToolbar: true, previewPages: 3 });
h(ImmWeboffice, { onReady: (event) => event.fileInfo?.name, onStateChange: (event) => event.state === 'ready' });
h(ImmWeboffice, {}, { loading: () => 'One moment' });
// @ts-expect-error -- there is no such mode
h(ImmWeboffice, { mode: 'read' });
// @ts-expect-error -- another event's field
h(ImmWeboffice, { onError: (event) => event.fileInfo });

export function save(instance: InstanceType<typeof ImmWeboffice>): Promise<unknown> | undefined {
  // @ts-expect-error -- not there before the component is on the page
  instance.element satisfies ImmWebofficeElement;
  return instance.element?.save();
}

export function setUp() {
  const {
    ref: viewer,
    unsaved,
    error,
    mayLeave,
    ...office
  } = useWebOffice({ ask: ({ elements }) => Promise.resolve(elements.length > 0) });
  useConfirmLeave(office);
  unsaved.value satisfies boolean;
  error.value?.retryable satisfies boolean | undefined;
  void (mayLeave() satisfies Promise<boolean>);
  // @ts-expect-error -- values are read only
  unsaved.value = true;
  return () => [h(ImmWeboffice, { ref: viewer }), h('imm-weboffice', { ref: viewer })];
}
