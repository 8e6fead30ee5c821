/** What is yours, whatever the server: which project, who is asking, and what they may do. */
import { createImmClient, createTokenHandler } from 'imm-weboffice-server';

const { IMM_REGION = 'cn-shanghai', IMM_PROJECT = 'my-project', IMM_ENDPOINT, WEBOFFICE_SECRET } = process.env;

/** Your sessions and your rights; these stand in for a database. */
const sessions = new Map([
  ['ada-1', { id: 'ada', name: 'Ada', mayEdit: true, folder: 'oss://demo/' }],
  ['eve-1', { id: 'eve', name: 'Eve', mayEdit: false, folder: 'oss://demo/public/' }],
]);

export const handler = createTokenHandler({
  // Access keys come from Alibaba's chain: ALIBABA_CLOUD_ACCESS_KEY_ID and …_SECRET, the configuration file, or the machine's RAM role.
  imm: createImmClient({ regionId: IMM_REGION, projectName: IMM_PROJECT, endpoint: IMM_ENDPOINT }),
  // The same on every copy of the server: openssl rand -base64 32.
  secret: WEBOFFICE_SECRET,
  authorize({ request, sourceURI }) {
    const user = sessions.get(/(?:^|; )session=([^;]*)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? '');
    if (!user || !sourceURI.startsWith(user.folder)) return false;
    return { user: { id: user.id, name: user.name }, permission: { readonly: !user.mayEdit, copy: true, print: true } };
  },
});
