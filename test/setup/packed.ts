/** The package as npm would publish it, installed in an empty project. `npm run build` comes first. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const run = promisify(execFile);

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a host with everything installs beside the package. */
const BESIDE = [
  'lit',
  'zod',
  'react',
  'react-dom',
  'vue',
  'jose',
  '@alicloud/openapi-core',
  '@alicloud/credentials',
  'pdfjs-dist',
  '@types',
];

export interface PackedPackage {
  /** The project's folder. */
  project: string;
  tarball: string;
  /** The package's folder in the project. */
  folder: string;
  /** Paths in the tarball. */
  files: string[];
  /** Writes a file of the project, and says where it is. */
  write(name: string, content: string): Promise<string>;
  remove(): Promise<void>;
}

export async function installPacked(): Promise<PackedPackage> {
  const project = await mkdtemp(join(tmpdir(), 'imm-weboffice-package-'));
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', project], { cwd: ROOT });
  const packed = JSON.parse(stdout) as Packed[] | Record<string, Packed>;
  const [{ filename, files }] = Object.values(packed) as [Packed];
  const tarball = join(project, filename);
  const folder = join(project, 'node_modules/imm-weboffice');
  await mkdir(folder, { recursive: true });
  await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder]);
  for (const name of BESIDE) {
    await mkdir(dirname(join(project, 'node_modules', name)), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), join(project, 'node_modules', name));
  }
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'host', private: true, type: 'module' }));
  return {
    ...{ project, tarball, folder, files: files.map(({ path }) => path) },
    async write(name, content) {
      await writeFile(join(project, name), content);
      return join(project, name);
    },
    remove: () => rm(project, { recursive: true, force: true }),
  };
}

interface Packed {
  filename: string;
  files: { path: string }[];
}

export const readManifest = async ({ folder }: PackedPackage) =>
  JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { types: string; default: string }>;
    bin: Record<string, string>;
  };
