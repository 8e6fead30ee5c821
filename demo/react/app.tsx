import { useRef, useState } from 'react';
import type { WebOfficeState } from 'imm-weboffice';
import { ImmWeboffice, type ImmWebofficeElement } from 'imm-weboffice/react';
import { documents } from '../documents.js';
import { Shelf } from './shelf.js';
import { Toolbar, type Mode } from './toolbar.js';

/** A shelf of documents beside the open one, which can be read, edited and saved. */
export function App({ sdkUrl }: { sdkUrl: string }) {
  const viewer = useRef<ImmWebofficeElement>(null);
  const [chosen, setChosen] = useState(documents[0]!);
  const [mode, setMode] = useState<Mode>('preview');
  const [state, setState] = useState<WebOfficeState>('idle');
  const [note, setNote] = useState('');

  async function save() {
    setNote('Saving…');
    try {
      const { result } = await viewer.current!.save();
      setNote(result === 'ok' ? 'Saved' : 'Nothing to save');
    } catch (error) {
      setNote(`Not saved: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  return (
    <div className="room">
      <Shelf
        documents={documents}
        chosen={chosen}
        onChoose={(document) => {
          setChosen(document);
          setNote('');
        }}
      />
      <main>
        <Toolbar
          title={chosen.title.en}
          state={state}
          mode={mode}
          note={note}
          onMode={(next) => {
            setMode(next);
            setNote('');
          }}
          onSave={() => void save()}
        />
        <ImmWeboffice
          ref={viewer}
          className="paper"
          tokenEndpoint="/api/weboffice"
          sdkUrl={sdkUrl}
          src={chosen.src}
          mode={mode}
          allow="copy print"
          onStateChange={(event) => setState(event.state)}
          onError={(event) => setNote(event.error.message)}
        />
      </main>
    </div>
  );
}
