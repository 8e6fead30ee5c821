/** A React app in StrictMode, as a host would have it. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';

// In production the SDK comes from Alibaba; the demo's comes from the local WebOffice.
const { sdkURL } = (await (await fetch('/api/demo')).json()) as { sdkURL: string };

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <App sdkUrl={sdkURL} />
  </StrictMode>,
);
