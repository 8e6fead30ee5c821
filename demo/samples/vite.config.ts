import { randomUUID } from 'node:crypto';
import { createLocalWebOffice, type LocalWebOffice } from 'imm-weboffice-local';
import { createImmClient, createTokenHandler, toNodeHandler } from 'imm-weboffice-server';
import { defineConfig, type Plugin } from 'vite';

let office: LocalWebOffice;

/** While Vite serves, not in what it builds. */
const weboffice: Plugin = {
  name: 'weboffice',
  apply: 'serve',
  async config() {
    // oss://files/report.docx is documents/files/report.docx
    office = await createLocalWebOffice({ root: 'documents' });
    return { define: { 'import.meta.env.VITE_SDK_URL': JSON.stringify(office.sdkURL) } };
  },
  configureServer({ middlewares, httpServer }) {
    const { url: endpoint, credential } = office;
    const project = { regionId: 'local', projectName: 'local' };
    const imm = createImmClient({ ...project, endpoint, credential });
    const authorize = () => ({
      user: { id: 'me' },
      permission: { readonly: false, copy: true, print: true },
    });
    // Sessions end with this process: the local WebOffice keeps none.
    const secret = randomUUID();
    const tokens = toNodeHandler(createTokenHandler({ imm, secret, authorize }));
    middlewares.use('/api/weboffice', (request, response) => void tokens(request, response));
    httpServer?.once('close', () => void office.close());
  },
};

export default defineConfig({
  plugins: [weboffice], // and react() or vue()
});
