import { StrictMode } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import type { ImmWebofficeProperties } from '../../../src/frameworks/tag.js';
import { ImmWeboffice } from '../../../src/react/index.js';

const container = document.querySelector('#mount')!;
let root: Root | undefined;
let comeBack = () => {};

function view(values: ImmWebofficeProperties, label: string) {
  const note = (event: Event) => void window.framework.events.push(`${label}: ${event.type}`);
  return (
    <StrictMode>
      <ImmWeboffice
        {...values}
        className="viewer"
        ref={(element) => {
          window.framework.element = element;
        }}
        onReady={note}
        onTokenRefresh={note}
      />
    </StrictMode>
  );
}

window.framework = {
  element: undefined,
  events: [],
  render(values, label) {
    root ??= createRoot(container);
    comeBack = () => root?.render(view(values, label));
    comeBack();
  },
  hydrate(values, label) {
    root = hydrateRoot(container, view(values, label));
  },
  unmount: () => root?.unmount(),
  leave: () => root?.render(<p>Elsewhere</p>),
  comeBack: () => comeBack(),
};
