/** Which code of the office page a document needs beside the page's own, so that a browser fetches it while the page starts. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extensionOf, officeTypeOf } from 'imm-weboffice/contract';
import type { Session } from '../visits/sessions.js';

/** Of Vite's manifest, by source or by name of a shared chunk. */
type Manifest = Readonly<Record<string, { file: string; isEntry?: boolean; imports?: string[] }>>;

const ASSETS = '/office/assets/';

/** As the office page loads it: see local/src/page/views/pages/pdfjs.ts. */
const PDF_JS = ['/office/pdfjs/build/pdf.min.mjs', '/office/pdfjs/web/pdf_viewer.mjs'];

/**
 * Elements for the page's head. A guess by name and rights: a document whose content is something else is shown as well, only later.
 * @param folder where Vite has put the page and its manifest
 */
export async function preloadsFor(session: Pick<Session, 'filename' | 'permission'>, folder: string): Promise<string> {
  const source = viewOf(session);
  // Not their styles: a `preload` that is not used within seconds, on a slow machine say, is a warning in the console of the host page.
  const modules = source ? modulesOf(source, await readManifest(folder)) : PDF_JS;
  return modules.map((href) => `<link rel="modulepreload" href="${href}" />`).join('');
}

/** Source of the view, as local/src/page/document/opening.ts chooses it; undefined for pages, which are in the page's own code. */
function viewOf({ filename, permission }: Pick<Session, 'filename' | 'permission'>): string | undefined {
  const extension = extensionOf(filename);
  if (extension === 'txt') return 'views/text/text.ts';
  if (extension === 'csv') return permission.readonly ? 'views/table/table.ts' : 'views/sheet/sheet.ts';
  const type = officeTypeOf(filename);
  if (type === 's') return 'views/sheet/workbook.ts';
  return type === 'w' && !permission.readonly ? 'views/word/word.ts' : undefined;
}

/** A chunk and all it imports, except what the page loads anyway. */
function modulesOf(source: string, manifest: Manifest): string[] {
  const modules = new Set<string>();
  const add = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk || chunk.isEntry || modules.has(ASSETS + chunk.file)) return;
    modules.add(ASSETS + chunk.file);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  add(source);
  return [...modules];
}

/** A page that was built without one works as well. */
async function readManifest(folder: string): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  } catch {
    return {};
  }
}
