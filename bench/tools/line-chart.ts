/** A line chart as SVG, for light and dark pages. */

export interface Line {
  name: string;
  /** Values at equal distances. */
  values: readonly number[];
  /** Ours is drawn over what it is compared with. */
  isOurs: boolean;
}

export interface Chart {
  title: string;
  /** Words under the axis, at equal distances from its start to its end. */
  ticks: readonly string[];
  lines: readonly Line[];
}

const [WIDTH, HEIGHT] = [760, 320];
const PLOT = { left: 64, right: 16, top: 64, bottom: 36 };
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #4a5162 }
  .title { font-weight: 600; font-size: 15px; fill: #1f2430 }
  .paper { fill: #fff } .grid { stroke: #e3e6ed } path { fill: none; stroke-width: 2; stroke-linejoin: round }
  .usual { stroke: #9a6a00; stroke-dasharray: 5 4 } .ours { stroke: #2f6feb }
  @media (prefers-color-scheme: dark) {
    text { fill: #b4bac8 } .title { fill: #e8eaf0 } .paper { fill: #1b1e25 } .grid { stroke: #353b48 }
    .usual { stroke: #e0b04d } .ours { stroke: #7aa7ff }
  }`;

/** The next round number at or above: a small whole number times a power of ten. */
function ceiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 5, 10].map((factor) => factor * power).find((round) => round >= value)!;
}

export function lineChart({ title, ticks, lines }: Chart): string {
  const top = ceiling(Math.max(...lines.flatMap(({ values }) => values)));
  const [width, height] = [WIDTH - PLOT.left - PLOT.right, HEIGHT - PLOT.top - PLOT.bottom];
  const y = (value: number) => (PLOT.top + height * (1 - value / top)).toFixed(1);
  const grid = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const label = `<text x="${PLOT.left - 8}" y="${Number(y(top * part)) + 4}" text-anchor="end">${(top * part).toLocaleString('en')}</text>`;
    return `<path class="grid" style="stroke-width:1" d="M${PLOT.left} ${y(top * part)}h${width}"/>${label}`;
  });
  const words = ticks.map((tick, index) => {
    const x = PLOT.left + (width * index) / (ticks.length - 1);
    const anchor = index === 0 ? 'start' : index === ticks.length - 1 ? 'end' : 'middle';
    return `<text x="${x.toFixed(1)}" y="${HEIGHT - 12}" text-anchor="${anchor}">${tick}</text>`;
  });
  const kind = ({ isOurs }: Line) => (isOurs ? 'ours' : 'usual');
  const curves = lines.map((line) => {
    const points = line.values.map((value, index) => `${(PLOT.left + (width * index) / (line.values.length - 1)).toFixed(1)} ${y(value)}`);
    return `<path class="${kind(line)}" d="M${points.join('L')}"/>`;
  });
  const legend = lines.map((line, index) => {
    const x = PLOT.left + index * 330;
    return `<path class="${kind(line)}" d="M${x} 44h26"/><text x="${x + 34}" y="48">${line.name}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}"><style>${STYLE}</style>`,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}" rx="8"/><text class="title" x="${PLOT.left}" y="24">${title}</text>`,
    ...[...legend, ...grid, ...words, ...curves],
    '</svg>\n',
  ].join('\n');
}
