/** The host's backend, whatever runs it: `OFFICE` holds the local WebOffice's address and access key as JSON. */
import { createImmClient, createTokenHandler } from 'imm-weboffice-server';

const { url: endpoint, credential } = JSON.parse(process.env.OFFICE);

export const handler = createTokenHandler({
  imm: createImmClient({ regionId: 'local', projectName: 'local', endpoint, credential }),
  secret: Buffer.alloc(32, 7).toString('base64'),
  authorize: () => ({ user: { id: 'ada', name: 'Ada' } }),
});
