/** Chromium, Chrome or Edge, over the DevTools protocol. */
import { chromeLauncher } from '@web/test-runner-chrome';
import type { Engine } from './engine.js';
import { ensureInstalled, findProgram } from './installed.js';
import { startPuppeteer } from './puppeteer-page.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** What headless runs need: no requests of the browser's own, and no sandbox for root, who can have none. */
export const CHROMIUM_ARGUMENTS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const find = () => findProgram('CHROME_PATH', NAMES, PLACES);

/** Path of the browser. @throws {Error} that says what to install */
export function chromium(): string {
  ensureInstalled(chromiumEngine);
  return find()!;
}

const options = () => ({ executablePath: chromium(), args: CHROMIUM_ARGUMENTS });

export const chromiumEngine: Engine = {
  name: 'chromium',
  label: 'Chromium',
  packages: 'chromium',
  elsewhere: 'install Chromium, Chrome or Edge, or name one in CHROME_PATH',
  isInstalled: () => find() !== undefined,
  options,
  start: () => startPuppeteer(options()),
  launcher: () => chromeLauncher({ launchOptions: options() }),
};
