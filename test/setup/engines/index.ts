/**
 * The engines tests run in. `BROWSERS=firefox,webkit` chooses, and what it names has to be there; without it they run in Chromium and in those of the others
 * that are installed.
 */
import { chromiumEngine } from './chromium.js';
import type { Engine } from './engine.js';
import { firefox } from './firefox.js';
import { ensureInstalled } from './installed.js';
import { webkit } from './webkit.js';

const ALL: readonly Engine[] = [chromiumEngine, firefox, webkit];

export interface Choice {
  engines: readonly Engine[];
  /** Not installed, and not asked for. */
  missing: readonly Engine[];
}

/** Installs what is asked for and missing, where this process may. @throws {Error} when that cannot be, or a name is none */
export function chooseEngines(asked = process.env.BROWSERS): Choice {
  const names = asked?.split(/[\s,]+/).filter(Boolean) ?? [];
  const unknown = names.filter((name) => !ALL.some((engine) => engine.name === name));
  if (unknown.length) throw new Error(`BROWSERS has ${unknown.join(', ')}; it takes ${ALL.map(({ name }) => name).join(', ')}`);
  const wanted = ALL.filter(({ name }) => names.length === 0 || names.includes(name));
  const needed = names.length ? wanted : [chromiumEngine];
  needed.forEach(ensureInstalled);
  return { engines: wanted.filter((engine) => engine.isInstalled()), missing: wanted.filter((engine) => !engine.isInstalled()) };
}

/** How to get an engine that is not there. */
export const howToInstall = ({ label, packages }: Engine) => `${label} (apt-get install --no-install-recommends ${packages})`;

/** Which run, and how to get the others, in a line. */
export function describeChoice({ engines, missing }: Choice): string {
  const run = `Tests run in ${engines.map(({ label }) => label).join(', ')}`;
  return missing.length ? `${run}; not installed: ${missing.map(howToInstall).join(', ')}` : run;
}
