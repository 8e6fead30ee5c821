'use client'; // in Next's App Router
import { ImmWeboffice, useConfirmLeave, useWebOffice } from 'imm-weboffice/react';

export function Editor({ src }: { src: string }) {
  const office = useWebOffice();
  useConfirmLeave(office); // React Router: useConfirmLeave(office, useBlocker(office.unsaved))

  return (
    <>
      <header>
        <h2>{office.fileName || 'Opening…'}</h2>
        <p role="status">{office.error?.message ?? (office.unsaved ? 'Unsaved changes' : 'All changes are saved')}</p>
        <button disabled={!office.ready || office.saving} onClick={() => void office.save().catch(() => undefined)}>
          {office.saving ? 'Saving…' : 'Save'}
        </button>
      </header>
      <ImmWeboffice ref={office.ref} tokenEndpoint="/api/weboffice" src={src} mode="edit" />
    </>
  );
}
