/** The three packages have one version, and each needs the others in this version. */

interface Manifest {
  name?: string;
  version?: string;
  dependencies?: Record<string, string>;
}

const isOwn = (name: string | undefined) => /^imm-weboffice(-server|-local)?$/.test(name ?? '');

/** @param text of a package.json of these packages, or of their package-lock.json */
export function withPackageVersion(text: string, version: string): string {
  const file = JSON.parse(text) as Manifest & { packages?: Record<string, Manifest> };
  for (const manifest of [file, ...Object.values(file.packages ?? {})]) {
    if (isOwn(manifest.name)) manifest.version = version;
    for (const name of Object.keys(manifest.dependencies ?? {})) if (isOwn(name)) manifest.dependencies![name] = version;
  }
  return `${JSON.stringify(file, null, 2)}\n`;
}
