/** What a part of the bench has found: printed, and written to its place in docs/performance.md. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { chromium } from '../../test/setup/engines/chromium.js';
import { barChart, type Chart } from './chart.js';
import { forMarkdown, forTerminal, type Table } from './table.js';

export interface Report {
  /** In their order: paragraphs and tables. */
  content: readonly (string | Table)[];
  chart?: Chart;
  /** A promise that was not kept: `npm run bench` fails. */
  failed?: boolean;
}

const DOCS = new URL('../../docs/', import.meta.url);

export function print({ content }: Report): void {
  for (const piece of content) console.log(`\n${typeof piece === 'string' ? piece : forTerminal(piece)}`);
}

/** Puts the report between the markers of `name`, and its chart beside the document. @throws {Error} when there are no markers */
export async function write(name: string, { content, chart }: Report): Promise<void> {
  const pieces = content.map((piece) => (typeof piece === 'string' ? piece : forMarkdown(piece)));
  if (chart) {
    writeFileSync(new URL(`performance-${name}.svg`, DOCS), barChart(chart));
    pieces.unshift(`![${chart.title}](performance-${name}.svg)`);
  }
  pieces.push(`<sub>\`npm run bench -- ${name}\`, ${new Date().toISOString().slice(0, 10)}: ${machine()}</sub>`);
  const file = fileURLToPath(new URL('performance.md', DOCS));
  const text = replaceBetween(readFileSync(file, 'utf8'), name, pieces.join('\n\n'));
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

/** @throws {Error} when the document has no place for it */
export function replaceBetween(document: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, after] = [document.indexOf(start), document.indexOf(end)];
  if (before < 0 || after < before) throw new Error(`the document has no ${start} … ${end}`);
  return `${document.slice(0, before + start.length)}\n\n${text}\n\n${document.slice(after)}`;
}

/** In plain words, without a name of the machine. */
function machine(): string {
  const cores = cpus();
  const browser = execFileSync(chromium(), ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const version = /[\d.]+/.exec(browser)?.[0];
  return `${cores.length} cores (${cores[0]?.model.trim() || process.arch}), Node ${process.versions.node}, Chromium ${version}`;
}
