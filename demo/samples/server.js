import { createServer } from 'node:http';
import { createImmClient, createTokenHandler, toNodeHandler } from 'imm-weboffice-server';
import { userOfSession } from './sessions.js'; // yours

const handler = createTokenHandler({
  imm: createImmClient({ regionId: 'cn-shanghai', projectName: 'my-project' }),
  secret: process.env.WEBOFFICE_SECRET,
  authorize: async ({ request, sourceURI }) => {
    const user = await userOfSession(request.headers.get('cookie'));
    if (!user?.mayRead(sourceURI)) return false;
    return {
      user: { id: user.id, name: user.name },
      permission: { copy: true, print: true },
    };
  },
});

createServer(toNodeHandler(handler)).listen(3000);
