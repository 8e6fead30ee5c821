/** The demo as `npm start` starts it, on a port of its own. */
import { freePort, serve, type Served } from './program.js';

export type Demo = Served;

export const startDemo = async (): Promise<Demo> =>
  serve(['--import', 'tsx', 'demo/start.ts'], { env: { PORT: String(await freePort()) } });
