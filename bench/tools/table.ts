/** Tables for a terminal and for Markdown. */

export interface Table {
  /** Of the first column, then of the others. */
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

/** Columns padded to their widest cell: numbers to the right, the first column to the left. */
export function forTerminal({ head, rows }: Table): string {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => [...(line[column] ?? '')].length)));
  const aligned = lines.map((line) =>
    line.map((cell, column) => (column === 0 ? padded(cell, widths[0]!) : padded(cell, -widths[column]!))),
  );
  const rule = widths.map((width) => '─'.repeat(width));
  return [aligned[0]!, rule, ...aligned.slice(1)].map((line) => line.join('  ').trimEnd()).join('\n');
}

export function forMarkdown({ head, rows }: Table): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.map((cell) => String(cell).replace(/[|<]/g, '\\$&')).join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

/** @param width below 0: to the right */
function padded(text: string, width: number): string {
  const space = ' '.repeat(Math.max(0, Math.abs(width) - [...text].length));
  return width < 0 ? space + text : text + space;
}
