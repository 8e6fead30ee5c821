/** Plain text and Word documents. */
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { docx } from '../setup/documents.js';
import { partOf } from '../setup/packages.js';
import type { Kind } from './kind.js';
import { linesModel, START } from './lines.js';

export const txt: Kind = {
  extension: 'txt',
  make: () => Buffer.from(START.join('\n')),
  model: () =>
    linesModel({
      enter: ({ frame }) => frame.click('.cm-line'),
      read: (file) => file.toString().split('\n'),
      shown: ({ frame }) => frame.$$eval('.cm-line', (all) => all.map((line) => line.textContent)),
      withFirst: (file, line) => Buffer.from(file.toString().replace(/^.*/, line)),
      isText: true,
    }),
};

const BODY = 'word/document.xml';
const paragraphs = (xml: string): string[] =>
  [...xml.matchAll(/<w:p[ >](.*?)<\/w:p>|<w:p\/>/gs)].map(([, inside = '']) =>
    [...inside.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''),
  );

export const word: Kind = {
  extension: 'docx',
  make: () => docx(START),
  model: () =>
    linesModel({
      async enter({ frame }) {
        await (await frame.waitForSelector('.layout-page-content ::-p-text(o)'))!.click();
        await frame.waitForSelector('.ProseMirror-focused');
      },
      read: (file) => paragraphs(partOf(file, BODY)),
      shown: ({ frame }) => frame.$$eval('.ProseMirror > p', (all) => all.map((line) => line.textContent)),
      withFirst(file, line) {
        const zip = ZipFile.parse(file);
        const xml = zip.text(BODY)!.replace(/other \d+/, line);
        return zip.with(new Map([[BODY, xml]])).toBuffer();
      },
      isText: false,
    }),
};
