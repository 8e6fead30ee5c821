/** The table of `docs/testing.md`: each room's latest result, and the reasons of the survivors that stay. */
import { ROOMS } from './rooms.js';
import type { Results } from './summary.js';

export function tableOf(results: Results): string {
  const rows = Object.keys(ROOMS).map((name) => {
    const result = results[name];
    if (!result) return `| ${name} | not measured | | | | | | |`;
    const { measured, mutants, killed, timeout, survived, noCoverage, score } = result;
    return `| ${name} | ${measured} | ${mutants} | ${killed} | ${timeout} | ${survived} | ${noCoverage} | ${score} % |`;
  });
  const head = '| room | measured | mutants | killed | timeout | survived | no coverage | score |\n|---|---|---:|---:|---:|---:|---:|---:|';
  const table = `${head}\n${rows.join('\n')}`;
  const survivors = Object.values(results).flatMap((result) => result.survivors);
  const reasons = [
    ...new Set(survivors.filter(({ reason }) => reason).map(({ file, source, reason }) => `- \`${file}\`, \`${source}\`: ${reason}`)),
  ];
  const open = survivors.filter(({ reason }) => !reason).length;
  const unexplained = `${open} survivors have no reason in writing yet; \`docs/mutation.json\` lists them by file and line.`;
  return [table, ...(reasons.length ? ['Survivors that stay:', reasons.join('\n')] : []), ...(open ? [unexplained] : [])].join('\n\n');
}
