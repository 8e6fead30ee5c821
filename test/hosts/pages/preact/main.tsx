import { render } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { getApplication, type ImmWebofficeElement } from 'imm-weboffice/preact';

function App() {
  const viewer = useRef<ImmWebofficeElement>(null);
  const [note, setNote] = useState('');
  return (
    <>
      <imm-weboffice
        ref={viewer}
        token-endpoint="/api/weboffice"
        sdk-url="/sdk.js"
        src="oss://test/short.pdf"
        sdkOptions={{ commonOptions: { isShowHeader: true } }}
        onimm-ready={({ fileInfo }) => setNote(`${fileInfo?.name} is open`)}
        onimm-error={({ error }) => setNote(error.message)}
      />
      <output>{note}</output>
      <button onClick={async () => setNote(`${await (await getApplication(viewer.current!, 'f')).ActivePDF.PagesCount} pages`)}>
        Count
      </button>
    </>
  );
}

render(<App />, document.querySelector('#app')!);
