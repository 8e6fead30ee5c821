/**
 * Writes docs/reliability.md: every fault that a test knows, with what the reader sees and the error's code.
 * `--check` writes nothing and exits with 1 when the file differs; a test that is named and not there is an error.
 */
import { readFileSync } from 'node:fs';
import { endpointRows } from '../test/faults/rows/endpoint.js';
import type { Row } from '../test/faults/rows/row.js';
import { sdkRows } from '../test/faults/rows/sdk.js';
import { enUS } from '../src/locales/en-us.js';
import { laterFaults, type LaterFault } from './reliability-faults.js';
import { writeOrCheck } from './write-or-check.js';

const cell = (text: string) => text.replaceAll('|', '\\|');

function opening({ what, code }: Row): string {
  const sees = code ? `${enUS.errors[code].title}` : 'the document';
  return `| ${cell(what)} | ${sees} | ${code ? `\`${code}\`` : ''} |`;
}

function later({ what, sees, code, file, test }: LaterFault): string {
  if (!readFileSync(new URL(`../${file}`, import.meta.url), 'utf8').includes(test)) throw new Error(`${file} has no test "${test}"`);
  return `| ${cell(what)} | ${cell(sees)} | ${code ? `\`${code}\`` : ''} | \`${file}\` › \`${test}\` |`;
}

const text = `# What happens when something goes wrong

Each row is a test in real Chromium (the rows of servers and of the clock: in Node). An error is a panel with a title, what to do, the code, and
Try again where that can help; the same goes to \`imm-error\` and to whoever waits for \`whenReady()\`, \`save()\` or \`reload()\`. Nothing waits for ever.

What is retryable and fails for want of a network is opened again as soon as there is one. Tokens are in no message, log or address.

## On the way to a document

By the fault's name in \`test/faults/opening.test.ts\`.

| fault | the reader sees | code |
| --- | --- | --- |
${endpointRows.map(opening).join('\n')}
${sdkRows.map(opening).join('\n')}

## While it is open, and at the server

| fault | what happens | code | test |
| --- | --- | --- | --- |
${laterFaults.map(later).join('\n')}

## Rules

- **Time** is the server's: a lifetime is the difference between two of its own times. The page's clock only counts, and is asked again at least once a minute, and whenever the page is shown, thawed, focused or online again.
- **Refreshing** begins six minutes before the end (or when two fifths of a shorter life are left), up to a fifth earlier: each page has a pace of its own. One request at a time, whoever asks; \`Retry-After\` is kept; 1, 3, 9 s and more between attempts, at most a quarter of what the token has left (10 to 90 s; 60 s once it has ended), and up to half as much again by chance. [scaling.md](scaling.md) shows what comes of it for a million pages.
- **While refreshing fails** the page goes on with the token it has. A refusal (401, 403, an unknown document) ends it at once.
- **The SDK** is tried three times within \`timeout\`, and a failure is not remembered: the next attempt starts with a new frame.
- **Unsaved work**: in edit mode a document is saved before another one takes its place; what cannot be saved stays on the screen, and \`unsaved\` is true, \`imm-unsaved-change\` is sent and leaving the page is warned of from the first change until the office page has stored everything.
- **Removal while somebody writes**: a frame that is removed is destroyed in the same task, whoever removes it; only what its page sends in that moment arrives. The local office page sends what is not saved yet, up to 60 KB of changes (browsers' limit for a page that goes); a change that is larger, a picture, say, is saved 0.3 s after it was made, and is lost if the element goes sooner. IMM's pages send changes over a connection of their own as they are made; what they have not sent is lost. \`close()\` waits until everything is stored, with any office page.
`;
await writeOrCheck('docs/reliability.md', text, 'npm run reliability');
