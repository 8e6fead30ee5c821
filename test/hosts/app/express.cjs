const express = require('express');
const { ImmWeboffice } = require('imm-weboffice/react');
const { createImmClient, createTokenHandler, toNodeHandler } = require('imm-weboffice-server');
const { createElement } = require('react');
const { renderToString } = require('react-dom/server');

const { url: endpoint, credential } = JSON.parse(process.env.OFFICE);
const handler = createTokenHandler({
  imm: createImmClient({ regionId: 'local', projectName: 'local', endpoint, credential }),
  secret: Buffer.alloc(32, 7).toString('base64'),
  authorize: () => ({ user: { id: 'ada', name: 'Ada' } }),
});
const app = express();
app.use(express.json());
app.post('/api/weboffice', toNodeHandler(handler));
app.get('/', (request, response) => response.send(renderToString(createElement(ImmWeboffice, { src: 'oss://test/short.pdf' }))));
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));
