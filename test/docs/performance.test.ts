/** What the tables of docs/performance.md are made with. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { barChart } from '../../bench/tools/chart.js';
import { Links } from '../../bench/tools/link.js';
import { replaceBetween } from '../../bench/tools/report.js';
import { difference, median, number, quantile, spread } from '../../bench/tools/statistics.js';
import { forMarkdown, forTerminal } from '../../bench/tools/table.js';

describe('statistics', () => {
  test('the median of an even number is between the two in the middle, in whatever order they come', () => {
    assert.equal(median([9, 1, 4, 2]), 3);
    assert.equal(median([7]), 7);
    assert.throws(() => median([]), RangeError);
  });

  test('quartiles are in proportion to their neighbours', () => {
    assert.equal(quantile([10, 20, 30, 40], 0.25), 17.5);
    assert.equal(quantile([10, 20, 30, 40], 1), 40);
  });

  test('numbers are written for readers', () => {
    assert.deepEqual([number(1234.5), number(3.14), number(7), difference(-2.5), difference(12)], ['1,235', '3.1', '7', '−2.5', '+12']);
    assert.equal(spread([100, 200, 300]), '200 (150–250)');
  });
});

describe('tables', () => {
  const table = { head: ['ms', 'first'], rows: [['docx', 1200] as const, ['<a|b', '7'] as const] };

  test('on the terminal numbers stand below each other', () => {
    assert.equal(forTerminal(table), 'ms    first\n────  ─────\ndocx   1200\n<a|b      7');
  });

  test('in Markdown a bar in a cell is no end of it, and the name of a tag no tag', () => {
    assert.equal(forMarkdown(table), '| ms | first |\n| --- | --: |\n| docx | 1200 |\n| \\<a\\|b | 7 |');
  });
});

test('a chart has a bar and a figure for each value, and its words are no markup', () => {
  const bars = [
    { name: '<b>', value: 50 },
    { name: 'other', value: 100, quartiles: [90, 120] as const },
  ];
  const svg = barChart({ title: 'T & T', unit: 'ms', groups: [{ name: 'near', bars }] });
  const widths = [...svg.matchAll(/<rect [^>]*width="([\d.]+)" height="20"/g)].map(([, width]) => Number(width));
  assert.equal(widths.length, 2);
  assert.ok(Math.abs(widths[1]! - 2 * widths[0]!) < 0.2);
  assert.match(svg, />50 ms</);
  assert.match(svg, /T &#38; T/);
  assert.doesNotMatch(svg, /<b>/);
});

test('a report takes the place between its markers, and nothing else', () => {
  const text = 'before\n<!-- size -->\nold\n<!-- /size -->\nafter';
  assert.equal(replaceBetween(text, 'size', 'new'), 'before\n<!-- size -->\n\nnew\n\n<!-- /size -->\nafter');
  assert.throws(() => replaceBetween(text, 'start', 'new'), /<!-- start -->/);
});

test('every part has its place in docs/performance.md', () => {
  const document = readFileSync(new URL('../../docs/performance.md', import.meta.url), 'utf8');
  const parts = readdirSync(new URL('../../bench/parts', import.meta.url)).map((file) => file.replace('.ts', ''));
  assert.ok(parts.length > 0);
  for (const part of parts) assert.notEqual(replaceBetween(document, part, ''), document, part);
});

test('what a network keeps back arrives whole and in order', async () => {
  const body = Array.from({ length: 200_000 }, (_, index) => index % 10).join('');
  const server = createServer((_, response) => {
    for (let start = 0; start < body.length; start += 10_000) response.write(body.slice(start, start + 10_000));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const links = new Links({ name: 'near', roundTrip: 10, bytesPerSecond: 5_000_000 });
  const url = await links.to(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const start = performance.now();
  const received = await new Promise<string>((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve(text)).on('error', reject);
    }).on('error', reject);
  });
  const took = performance.now() - start;
  await links.close();
  server.close();
  assert.ok(received === body);
  // Two round trips for the connection, one for the request, and the bytes: sooner it cannot be.
  assert.ok(took >= 3 * 10 + (body.length / 5_000_000) * 1_000 - 1, `it took ${took} ms`);
});
