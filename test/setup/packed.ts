/** The packages as npm would publish them, installed in an empty project. `npm run build` comes first. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const run = promisify(execFile);

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The packages by name, and their folders in the repository. */
const FOLDERS = { 'imm-weboffice': '.', 'imm-weboffice-server': 'server', 'imm-weboffice-local': 'local' } as const;
export type PackageName = keyof typeof FOLDERS;

/** What a host has beside them. */
const BESIDE = ['react', 'react-dom', 'vue', '@types'];

export interface Unpacked {
  tarball: string;
  /** Its folder in the project. */
  folder: string;
  /** Paths in the tarball. */
  files: string[];
  manifest: Manifest;
}

export interface Manifest {
  version: string;
  exports: Record<string, string | { types: string; default: string }>;
  bin?: Record<string, string>;
  dependencies: Record<string, string>;
}

export interface Host {
  /** The project's folder. */
  project: string;
  packages: Readonly<Record<PackageName, Unpacked>>;
  /** Writes a file of the project, and says where it is. */
  write(name: string, content: string): Promise<string>;
  remove(): Promise<void>;
}

export async function installPacked(): Promise<Host> {
  const project = await mkdtemp(join(tmpdir(), 'imm-weboffice-package-'));
  const entries: [string, Unpacked][] = [];
  for (const [name, source] of Object.entries(FOLDERS)) entries.push([name, await unpack(project, name, join(ROOT, source))]);
  const dependencies = entries.flatMap(([, { manifest }]) => Object.keys(manifest.dependencies)).filter((name) => !(name in FOLDERS));
  for (const name of new Set([...dependencies, ...BESIDE])) {
    await mkdir(dirname(join(project, 'node_modules', name)), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), join(project, 'node_modules', name));
  }
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'host', private: true, type: 'module' }));
  return {
    project,
    packages: Object.fromEntries(entries) as Record<PackageName, Unpacked>,
    async write(name, content) {
      await writeFile(join(project, name), content);
      return join(project, name);
    },
    remove: () => rm(project, { recursive: true, force: true }),
  };
}

async function unpack(project: string, name: string, source: string): Promise<Unpacked> {
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', project], { cwd: source });
  const packed = JSON.parse(stdout) as Packed[] | Record<string, Packed>;
  const [{ filename, files }] = Object.values(packed) as [Packed];
  const tarball = join(project, filename);
  const folder = join(project, 'node_modules', name);
  await mkdir(folder, { recursive: true });
  await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder]);
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
  return { tarball, folder, files: files.map(({ path }) => path), manifest };
}

interface Packed {
  filename: string;
  files: { path: string }[];
}
