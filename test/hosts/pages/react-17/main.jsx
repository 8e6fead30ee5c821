import { createElement as h, Fragment } from 'react';
import { render } from 'react-dom';
import { ImmWeboffice, useWebOffice } from 'imm-weboffice/react';

function App() {
  const office = useWebOffice();
  return h(
    Fragment,
    null,
    h(ImmWeboffice, { ref: office.ref, tokenEndpoint: '/api/weboffice', sdkUrl: '/sdk.js', src: 'oss://test/short.pdf' }),
    h('output', null, office.ready ? `${office.fileName} is open` : office.error?.message),
    h(
      'button',
      {
        onClick: async () =>
          (document.querySelector('output').textContent = `${await (await office.getApplication('f')).ActivePDF.PagesCount} pages`),
      },
      'Count',
    ),
  );
}

render(h(App), document.querySelector('#app'));
