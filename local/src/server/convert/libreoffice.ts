/** Finds LibreOffice and the fonts documents ask for; installs Debian's packages where it may, else says what to install. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const PROGRAMS = ['soffice', 'libreoffice'];
/** Where installers put it that touch no PATH. */
const PLACES = [
  '/usr/lib/libreoffice/program/soffice',
  '/opt/libreoffice/program/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
];

const LIBREOFFICE_PACKAGES = ['libreoffice-writer-nogui', 'libreoffice-calc-nogui', 'libreoffice-impress-nogui'];
/** Chinese, and metric twins of Calibri and Cambria; by the file that shows the package is there. */
const FONT_PACKAGES: Readonly<Record<string, string>> = {
  'fonts-wqy-microhei': '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
  'fonts-crosextra-carlito': '/usr/share/fonts/truetype/crosextra/Carlito-Regular.ttf',
  'fonts-crosextra-caladea': '/usr/share/fonts/truetype/crosextra/Caladea-Regular.ttf',
};

/** Path of `soffice`, if there is one: where it is said to be, else where it usually is. */
export async function findLibreOffice(said?: string): Promise<string | undefined> {
  if (said) return firstExisting([said], constants.X_OK);
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => PROGRAMS.map((name) => join(folder, name)));
  return firstExisting([...onPath, ...PLACES], constants.X_OK);
}

/** What to install on this system, in one line. */
export function missingLibreOffice(): string {
  if (process.platform === 'darwin') return 'brew install --cask libreoffice';
  if (process.platform === 'win32') return 'winget install TheDocumentFoundation.LibreOffice';
  // os-release(5); Alibaba Cloud Linux and Anolis OS name `rhel` or `fedora` there.
  if (/^ID(_LIKE)?=.*\b(rhel|fedora|centos|anolis|alinux)\b/m.test(osRelease())) {
    return 'sudo dnf install libreoffice-writer libreoffice-calc libreoffice-impress';
  }
  return `sudo apt-get install --no-install-recommends ${[...LIBREOFFICE_PACKAGES, ...Object.keys(FONT_PACKAGES)].join(' ')}`;
}

function osRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

/**
 * Looks for LibreOffice and the fonts. What is missing is installed with apt if that is wanted and this process is root on Debian, else named.
 * @param say gets one line at a time, for a terminal
 * @param mayInstall whether to install, about 320 MB
 */
export async function ensureEngines(say: (line: string) => void, mayInstall: boolean): Promise<void> {
  const packages = (await findLibreOffice()) ? [] : [...LIBREOFFICE_PACKAGES];
  if (process.platform === 'linux') {
    for (const [name, file] of Object.entries(FONT_PACKAGES)) if (!(await firstExisting([file], constants.R_OK))) packages.push(name);
  }
  if (packages.length === 0) return;
  if (!mayInstall || !(await canInstall())) {
    say(
      `Word, Excel and PowerPoint documents need LibreOffice and fonts; PDF, txt and csv open without. To install: ${missingLibreOffice()}`,
    );
    return;
  }
  say(`Installing ${packages.join(' ')} (once; about 320 MB, a few minutes)…`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  const updated = await run('apt-get', [...lock, 'update', '-qq'], environment, () => undefined);
  const installed =
    updated && (await run('apt-get', [...lock, 'install', '-y', '--no-install-recommends', ...packages], environment, progress(say)));
  say(installed ? 'Installed.' : `apt-get could not install them. By hand: ${missingLibreOffice()}`);
}

async function canInstall(): Promise<boolean> {
  return process.getuid?.() === 0 && (await firstExisting(['/usr/bin/apt-get'], constants.X_OK)) !== undefined;
}

/** apt tells each package it unpacks and sets up; every tenth is enough to see that it goes on. */
function progress(say: (line: string) => void): (line: string) => void {
  let count = 0;
  return (line) => {
    if (/^(Unpacking|Setting up) /.test(line) && ++count % 10 === 0) say(`  ${count} steps done: ${line.replace(/\s*\(.*$/, '')}`);
  };
}

function run(program: string, args: string[], env: NodeJS.ProcessEnv, onLine: (line: string) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.setEncoding('utf8').on('data', (text: string) => text.split('\n').forEach(onLine));
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

async function firstExisting(paths: readonly string[], mode: number): Promise<string | undefined> {
  for (const path of paths) {
    try {
      await access(path, mode);
      return path;
    } catch {
      // Not there; the next one.
    }
  }
  return undefined;
}
