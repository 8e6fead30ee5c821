import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { createLocalWebOffice } from 'imm-weboffice-local';
import { createImmClient, createTokenHandler, toNodeHandler } from 'imm-weboffice-server';

// oss://files/report.docx is documents/files/report.docx
const office = await createLocalWebOffice({ root: 'documents' });

const { url: endpoint, credential } = office;
const imm = createImmClient({ regionId: 'local', projectName: 'local', endpoint, credential });
const authorize = () => ({ user: { id: 'me' }, permission: { copy: true, print: true } });
// Sessions end with this process: the local WebOffice keeps none.
const secret = randomUUID();
const tokens = toNodeHandler(createTokenHandler({ imm, secret, authorize }));

const page = `<!doctype html>
<meta charset="utf-8" />
<title>A document</title>
<script type="module" src="/imm-weboffice.js"></script>
<imm-weboffice
  token-endpoint="/api/weboffice"
  src="oss://files/report.docx"
  sdk-url="${office.sdkURL}"
></imm-weboffice>`;

const element = readFileSync('node_modules/imm-weboffice/dist/cdn/imm-weboffice.js');

const server = createServer((request, response) => {
  if (request.url === '/api/weboffice') return tokens(request, response);
  const isScript = request.url === '/imm-weboffice.js';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? element : page);
});
server.listen(3000, '127.0.0.1', () => console.log('http://127.0.0.1:3000/'));
