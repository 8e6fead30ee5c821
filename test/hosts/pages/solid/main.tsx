import { createSignal } from 'solid-js';
import { render } from 'solid-js/web';
import { getApplication, type ImmWebofficeElement } from 'imm-weboffice/solid';

function App() {
  let viewer: ImmWebofficeElement | undefined;
  const [note, setNote] = createSignal('');
  return (
    <>
      <imm-weboffice
        ref={viewer}
        token-endpoint="/api/weboffice"
        sdk-url="/sdk.js"
        src="oss://test/short.pdf"
        prop:sdkOptions={{ commonOptions: { isShowHeader: true } }}
        on:imm-ready={({ fileInfo }) => setNote(`${fileInfo?.name} is open`)}
        on:imm-error={({ error }) => setNote(error.message)}
      />
      <output>{note()}</output>
      <button onClick={async () => setNote(`${await (await getApplication(viewer!, 'f')).ActivePDF.PagesCount} pages`)}>Count</button>
    </>
  );
}

render(() => <App />, document.querySelector('#app')!);
