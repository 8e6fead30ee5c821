/** Documents of every kind that can be edited: how to make one, where to type, and which words its file holds. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Frame } from 'puppeteer-core';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { docx } from './documents.js';
import { makeWorkbook } from './flat-documents.js';
import { select } from './grid.js';
import { clickInto } from './word-page.js';
import { until } from './until.js';

export const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_';

export interface Kind {
  make: (path: string) => Promise<void>;
  /** Puts the caret where letters are to be typed. */
  goThere: (frame: Frame) => Promise<unknown>;
  words: (file: Buffer) => string;
}

const wordsOfPackage = (file: Buffer): string => {
  const zip = ZipFile.parse(file);
  return zip.names
    .filter((name) => /document\.xml$|sheet\d+\.xml$|sharedStrings\.xml$/.test(name))
    .map((name) => zip.text(name)!.replaceAll(/<[^>]*>/g, ''))
    .join('\n');
};

export const KINDS: Readonly<Record<string, Kind>> = {
  txt: {
    make: (path) => writeFile(path, 'before\n'),
    goThere: (frame) => frame.click('.cm-line'),
    words: (file) => file.toString(),
  },
  csv: {
    make: (path) => writeFile(path, 'a,b\nc,d\n'),
    goThere: (frame) => select(frame, 'D4'),
    words: (file) => file.toString(),
  },
  xlsx: {
    make: makeWorkbook,
    goThere: (frame) => select(frame, 'F1'),
    words: wordsOfPackage,
  },
  docx: {
    make: (path) => writeFile(path, docx(['before'])),
    goThere: (frame) => clickInto(frame, 'before'),
    words: wordsOfPackage,
  },
};

/** What is typed there is in the document only after Enter. */
export const isGrid = (extension: string) => extension === 'csv' || extension === 'xlsx';

/** Waits until the file holds these words. */
export async function waitForFile(path: string, kind: Kind, words: string): Promise<void> {
  const found = async () => kind.words(await readFile(path));
  await until(
    async () => (await found()).includes(words),
    async () => `${words} in the file, which holds: ${(await found()).slice(0, 500)}`,
  );
}
