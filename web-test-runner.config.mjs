import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
// Run through tsx, see package.json: `node --import tsx`.
import { startBrowserEnvironment } from './test/setup/browser-environment.ts';
import { chooseEngines, describeChoice } from './test/setup/engines/index.ts';

const choice = chooseEngines();
console.log(describeChoice(choice));
const environment = await startBrowserEnvironment();

export default {
  files: 'test/element/**/*.test.ts',
  nodeResolve: true,
  hostname: '127.0.0.1',
  concurrency: 1,
  // Tests count requests: one browser at a time.
  concurrentBrowsers: 1,
  browsers: choice.engines.map((engine) => engine.launcher()),
  plugins: [
    esbuildPlugin({ ts: true, tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)), target: 'es2022' }),
    { name: 'environment', serverStop: () => environment.close() },
  ],
  middleware: [
    (context, next) => {
      if (!/^\/(api|fault)\//.test(context.path)) return next();
      context.respond = false;
      return environment.middleware(context.req, context.res);
    },
  ],
  // Lit warns that it is in development mode; everything else a test logs is worth seeing.
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode') && !String(args[0]).startsWith('<imm-weboffice>'),
  // WebKitGTK on a busy machine takes ten seconds for one opening, and some tests open three times.
  testFramework: { config: { timeout: 90_000 } },
};
