import { writeFileSync } from 'node:fs';
import { Bench, waitForWords } from './bench.js';
import { chooseEngines } from '../setup/engines/index.js';
const OUT = '/tmp/w/engines-tmp/shots';
const docs: [string, string, string][] = [
  ['annual-report.docx', 'preview', 'busiest September'],
  ['budget.xlsx', 'preview', 'Walk-in sundial'],
  ['programme.pptx', 'preview', 'hot tea'],
  ['field-guide.pdf', 'preview', 'naked eye'],
  ['visitor-notes.txt', 'preview', '游客须知'],
  ['opening-hours.csv', 'preview', '主圆顶'],
  ['annual-report.docx', 'edit', 'busiest September'],
  ['budget.xlsx', 'edit', ''],
  ['visitor-notes.txt', 'edit', '游客须知'],
  ['opening-hours.csv', 'edit', ''],
];
for (const engine of chooseEngines().engines) {
  const page = await engine.start();
  const bench = await Bench.start(page, {});
  for (const [name, mode, words] of docs) {
    const t = performance.now();
    try {
      await bench.open({ src: `oss://demo/${name}`, mode, allow: 'copy print export' });
      const frame = await bench.document();
      await waitForWords(frame, words);
      console.log(engine.name, name, mode, Math.round(performance.now() - t));
      await new Promise((r) => setTimeout(r, 1500));
    } catch (e) {
      console.log(engine.name, name, mode, String(e));
    }
    writeFileSync(`${OUT}/${engine.name}-${mode}-${name}.png`, await page.screenshot());
  }
  await page.close();
  await bench.close();
}
