/** A page rendered on the server, and the token endpoint. */
import { ImmWeboffice } from 'imm-weboffice/react';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { handler } from './handler.js';

export const answer = (request) =>
  request.method === 'POST' ? handler(request) : new Response(renderToString(createElement(ImmWeboffice, { src: 'oss://test/short.pdf' })));
