'use client'; // in Next's App Router, because it has handlers
import { useRef, useState } from 'react';
import { ImmWeboffice, type ImmWebofficeElement } from 'imm-weboffice/react';

export function Contract({ src }: { src: string }) {
  const viewer = useRef<ImmWebofficeElement>(null);
  const [note, setNote] = useState('');

  async function save() {
    try {
      const { result } = await viewer.current!.save();
      setNote(result === 'ok' ? 'Saved' : 'Nothing to save');
    } catch {
      setNote('Not saved: your changes are still in the document');
    }
  }

  return (
    <>
      <ImmWeboffice
        ref={viewer}
        tokenEndpoint="/api/weboffice"
        src={src}
        mode="edit"
        onReady={({ fileInfo }) => setNote(`${fileInfo?.name} is open`)}
        onError={({ error }) => setNote(error.message)}
      />
      <button onClick={() => void save()}>Save</button>
      <p role="status">{note}</p>
    </>
  );
}
