/** A Vue app, as a host would have it. */
import { createApp } from 'vue';
import App from './app.vue';

// In production the SDK comes from Alibaba; the demo's comes from the local WebOffice.
const { sdkURL } = (await (await fetch('/api/demo')).json()) as { sdkURL: string };

createApp(App, { sdkUrl: sdkURL }).mount('#app');
