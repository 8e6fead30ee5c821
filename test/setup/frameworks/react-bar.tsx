import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import type { ImmWebofficeProperties } from '../../../src/frameworks/tag.js';
import { ImmWeboffice, useWebOffice, type WebOffice } from '../../../src/react/index.js';
import { note, textOf } from './bar.js';

let office: WebOffice;
const identities = new Set<unknown>();

function View({ values, isHidden }: { values: ImmWebofficeProperties; isHidden: boolean }) {
  const own = useWebOffice();
  const text = textOf(own);
  useEffect(() => {
    office = own;
    for (const each of [own.ref, own.save, own.mayLeave, own.guard]) identities.add(each);
    note(text);
  });
  return (
    <>
      <output>{text}</output>
      {!isHidden && <ImmWeboffice {...values} className="viewer" ref={own.ref} />}
    </>
  );
}

const root = createRoot(document.querySelector('#mount')!);
window.bar = {
  render: (values, isHidden = false) =>
    root.render(
      <StrictMode>
        <View values={values} isHidden={isHidden} />
      </StrictMode>,
    ),
  unmount: () => root.unmount(),
  shown: [],
  save: () => office.save(),
  close: () => office.close(),
  pages: async () => (await office.getApplication('f')).ActivePDF.PagesCount,
  identities: () => identities.size,
};
