/** Bars in groups as an SVG that stands alone, legible on light and on dark pages. */
import { number } from './statistics.js';

export interface Chart {
  title: string;
  unit: string;
  groups: readonly { name: string; bars: readonly { name: string; value: number; quartiles?: readonly [number, number] }[] }[];
}

const WIDTH = 720;
const RIGHT = 90;
/** A letter's width, more or less. */
const LETTER = 7.2;
const BAR = 20;
const GAP = 6;
const TOP = 64;

/** Okabe and Ito's colours, told apart by colour-blind readers, on white and on near-black. */
const COLORS = ['#e69f00', '#56b4e9', '#009e73', '#cc79a7'];

export function barChart({ title, unit, groups }: Chart): string {
  const names = [...new Set(groups.flatMap(({ bars }) => bars.map(({ name }) => name)))];
  const left = Math.ceil(Math.max(...groups.map(({ name }) => name.length)) * LETTER) + 24;
  const longest = Math.max(...groups.flatMap(({ bars }) => bars.map(({ value, quartiles }) => Math.max(value, quartiles?.[1] ?? 0))));
  const scale = (value: number) => round((value / longest) * (WIDTH - left - RIGHT));
  let y = names.length > 1 ? TOP : TOP - 28;
  const drawn = groups.map((group) => {
    const start = y;
    const bars = group.bars.map((bar) => {
      const middle = y + BAR / 2;
      const [low, high] = bar.quartiles ?? [bar.value, bar.value];
      const end = Math.max(scale(bar.value), scale(high));
      const parts = [
        `<rect x="${left}" y="${y}" width="${scale(bar.value)}" height="${BAR}" rx="2" fill="${COLORS[names.indexOf(bar.name) % COLORS.length]}"/>`,
        ...(high > low ? [`<path class="spread" d="M${left + scale(low)} ${middle}H${left + scale(high)}"/>`] : []),
        `<text x="${left + end + 8}" y="${middle + 5}">${number(bar.value)} ${escaped(unit)}</text>`,
      ];
      y += BAR + GAP;
      return parts.join('');
    });
    const label = `<text x="${left - 12}" y="${(start + y - GAP) / 2 + 5}" text-anchor="end">${escaped(group.name)}</text>`;
    y += 14;
    return label + bars.join('');
  });
  let x = left;
  // One kind of bar needs no legend: the title says what it is.
  const legend = (names.length > 1 ? names : []).map((name, index) => {
    const entry = `<rect x="${x}" y="38" width="12" height="12" rx="2" fill="${COLORS[index % COLORS.length]}"/><text x="${x + 18}" y="49">${escaped(name)}</text>`;
    x += 46 + name.length * LETTER;
    return entry;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" role="img" aria-label="${escaped(title)}">
<style>
  text { font: 14px system-ui, sans-serif; fill: #1f2328; }
  .title { font-weight: 600; }
  .spread { stroke: #1f2328; stroke-width: 2; }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .spread { stroke: #e6edf3; } }
</style>
<text class="title" x="0" y="20">${escaped(title)}</text>
${[...legend, ...drawn].join('\n')}
</svg>
`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
