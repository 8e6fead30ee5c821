/**
 * Vite copies the licence files of what it bundles. Some packages name their licence in package.json only, and their licences still ask for the text:
 * it is added, with the author whom package.json names.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const TEXTS = {
  MIT: (owner) => `MIT License

Copyright (c) ${owner}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
  ISC: (owner) => `ISC License

Copyright (c) ${owner}

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`,
};

for (const path of ['dist/cdn/third-party-licenses.md', 'local/dist/page/third-party-licenses.md']) {
  // One of the two may have been built alone.
  if (!existsSync(file(path))) continue;
  const [head, ...entries] = readFileSync(file(path), 'utf8').split(/^(?=## )/m);
  // Packages of one project have one text; Apache's is long, and stands with another package of the same project.
  const apache = entries.find((entry) => /^## @univerjs\/core .*Apache-2\.0/.test(entry))?.replace(/^.*\n/, '');
  const complete = entries.map((entry) => {
    const [title, name, licence] = /^## (\S+) - \S+ \((.+)\)/.exec(entry) ?? [];
    if (!title || entry.slice(title.length).trim() !== '') return entry;
    const { author = name } = JSON.parse(readFileSync(file(`node_modules/${name}/package.json`), 'utf8'));
    const text = licence === 'Apache-2.0' ? apache : TEXTS[licence]?.(typeof author === 'string' ? author : author.name);
    if (!text) throw new Error(`${path}: ${name} brings no text of its licence, ${licence}; add one here`);
    return `${title}\n\n${text.trim()}\n\n`;
  });
  writeFileSync(file(path), [head, ...complete].join(''));
}
