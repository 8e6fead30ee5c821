/** Firefox, over WebDriver BiDi. */
import { chromeLauncher, puppeteerCore } from '@web/test-runner-chrome';
import type { LaunchOptions } from 'puppeteer-core';
import type { Engine } from './engine.js';
import { findProgram } from './installed.js';
import { startPuppeteer } from './puppeteer-page.js';

const find = () =>
  findProgram(
    'FIREFOX_PATH',
    ['firefox-esr', 'firefox'],
    ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  );

const options = (): LaunchOptions => {
  const executablePath = find();
  return { browser: 'firefox', ...(executablePath && { executablePath }) };
};

export const firefox: Engine = {
  name: 'firefox',
  label: 'Firefox',
  packages: 'firefox-esr',
  elsewhere: 'install it, or name it in FIREFOX_PATH',
  isInstalled: () => find() !== undefined,
  options,
  start: () => startPuppeteer(options()),
  // Despite its name; the test runner's own Firefox launcher needs another driver.
  launcher: () => chromeLauncher({ puppeteer: puppeteerCore, launchOptions: options(), concurrency: 1 }),
};
