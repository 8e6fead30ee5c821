/** What is kept of a run of StrykerJS: counts, and the mutants that no test noticed. */
import { REASONS } from './reasons.js';

/** The parts of a report that are read. Source: mutation-testing-report-schema 3. */
export interface Report {
  files: Readonly<
    Record<
      string,
      {
        source: string;
        mutants: readonly {
          mutatorName: string;
          replacement?: string;
          status: string;
          location: { start: { line: number; column: number }; end: { line: number; column: number } };
        }[];
      }
    >
  >;
}

/** A mutant that no test noticed. */
export interface Survivor {
  /** From the repository's root. */
  file: string;
  line: number;
  mutator: string;
  /** The line of the source, as it is without the mutant. */
  source: string;
  /** What stood there instead; shortened. */
  replacement: string;
  /** Why it stays; empty as long as nobody has said. */
  reason: string;
}

export interface Summary {
  /** ISO date */
  measured: string;
  mutants: number;
  killed: number;
  timeout: number;
  survived: number;
  noCoverage: number;
  /** Percent of the mutants that were noticed: killed, or timed out. */
  score: number;
  survivors: readonly Survivor[];
}

export type Results = Record<string, Summary>;

export const readSummary = (text: string) => JSON.parse(text) as Results;

/** Characters of a replacement that are kept. */
const LONGEST = 120;

export function summaryOf({ files }: Report): Summary {
  const all = Object.entries(files).flatMap(([file, { source, mutants }]) => mutants.map((mutant) => ({ file, source, mutant })));
  const count = (status: string) => all.filter(({ mutant }) => mutant.status === status).length;
  const [killed, timeout, survived, noCoverage] = [count('Killed'), count('Timeout'), count('Survived'), count('NoCoverage')];
  // Mutants that could not be compiled or run say nothing about the tests.
  const mutants = killed + timeout + survived + noCoverage;
  const survivors = all
    .filter(({ mutant: { status } }) => status === 'Survived' || status === 'NoCoverage')
    .map(({ file, source, mutant }) => {
      const { line } = mutant.location.start;
      const found = { file, line, mutator: mutant.mutatorName, source: source.split('\n')[line - 1]!.trim() };
      const replacement = (mutant.replacement ?? '').replace(/\s+/g, ' ').slice(0, LONGEST);
      return { ...found, replacement, reason: reasonFor({ ...found, replacement }) };
    })
    .sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  const score = mutants ? Math.round(((killed + timeout) / mutants) * 1_000) / 10 : 0;
  return { measured: new Date().toISOString().slice(0, 10), mutants, killed, timeout, survived, noCoverage, score, survivors };
}

function reasonFor({ file, mutator, source }: Omit<Survivor, 'reason'>): string {
  return REASONS.find((known) => known.file === file && known.mutator === mutator && source.includes(known.source))?.reason ?? '';
}
