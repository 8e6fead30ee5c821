/** WebKitGTK's MiniBrowser on a screen nobody sees. */
import { spawn, type ChildProcess } from 'node:child_process';
import { freePort } from '../program.js';
import { WebDriverSession } from './webdriver.js';
import { until } from '../until.js';

export interface WebKitBrowser {
  session: WebDriverSession;
  /** Ends the browser, its driver and its screen. */
  close(): Promise<void>;
}

export async function startWebKit(): Promise<WebKitBrowser> {
  const screen = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']);
  try {
    const port = await freePort();
    const env = { ...process.env, DISPLAY: await displayOf(screen), NO_AT_BRIDGE: '1' };
    const driver = start('WebKitWebDriver', ['--host=127.0.0.1', `--port=${port}`], env);
    const server = `http://127.0.0.1:${port}`;
    try {
      await untilListening(driver, server);
      const session = await WebDriverSession.start(server, { browserName: 'MiniBrowser' });
      return {
        session,
        async close() {
          await session.end();
          await end(driver);
          await end(screen);
        },
      };
    } catch (error) {
      await end(driver);
      throw error;
    }
  } catch (error) {
    // With its screen, the browser goes as well.
    await end(screen);
    throw error;
  }
}

/** A program that ends with this one, however this one ends. */
function start(program: string, args: readonly string[], env = process.env): ChildProcess {
  // The kernel sees to it: no handler runs when a process is killed. WebKitGTK is tested on Linux only.
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', program, ...args], { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  child.unref();
  return child;
}

function displayOf(screen: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    screen.stdio[3]!.once('data', (number) => resolve(`:${String(number).trim()}`));
    screen.once('error', reject);
    screen.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
}

async function untilListening(driver: ChildProcess, server: string): Promise<void> {
  const isThere = async () => {
    if (driver.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${driver.exitCode}`);
    const response = await fetch(`${server}/status`).catch(() => undefined);
    return response?.ok;
  };
  await until(isThere, 'WebKitWebDriver to listen', 60_000);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.ref();
  child.kill('SIGTERM');
  await ended;
}
