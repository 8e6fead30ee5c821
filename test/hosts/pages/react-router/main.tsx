import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Link, RouterProvider, useBlocker } from 'react-router';
import { ImmWeboffice, useConfirmLeave, useWebOffice } from 'imm-weboffice/react';

function Editor() {
  const office = useWebOffice();
  useConfirmLeave(office, useBlocker(office.unsaved));
  return (
    <>
      <Link to="/other">Leave</Link>
      <output>{office.state}</output>
      <ImmWeboffice ref={office.ref} tokenEndpoint="/api/weboffice" sdkUrl="/sdk.js" src="oss://test/routed.csv" mode="edit" />
    </>
  );
}

const router = createBrowserRouter([
  { path: '/', element: <Editor /> },
  { path: '/other', element: <output>elsewhere</output> },
]);
createRoot(document.querySelector('#app')!).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
