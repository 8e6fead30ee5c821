/** Takes out of what the page has written who has changed how text looks while changes were tracked. */
import { z } from 'zod';
import { REVIEWER_MARK } from '../../shared/word/reviewer-mark.js';
import { parseJSON } from '../http/http.js';
import type { Reviewer } from '../ooxml/tracked-formatting.js';
import type { ZipFile } from '../ooxml/zip-file.js';

const MAIN = 'word/document.xml';
const MARK = new RegExp(`<w:bookmarkStart w:id="(-?\\d+)" w:name="${REVIEWER_MARK}([^"]*)"/>`, 'g');
const Named = z.tuple([z.string().min(1).max(255), z.iso.datetime()]);

/** @returns the package without the mark, and whom it names */
export function takeReviewer(written: ZipFile): { zip: ZipFile; reviewer: Reviewer | undefined } {
  const text = written.text(MAIN);
  const marks = [...(text?.matchAll(MARK) ?? [])];
  if (text === undefined || marks.length === 0) return { zip: written, reviewer: undefined };
  const ends = new RegExp(`<w:bookmarkEnd w:id="(?:${marks.map(([, id]) => id).join('|')})"/>`, 'g');
  const named = Named.safeParse(parseJSON(Buffer.from(decoded(marks[0]![2]!))));
  const zip = written.with(new Map([[MAIN, text.replace(MARK, '').replace(ends, '')]]));
  return { zip, reviewer: named.success ? { author: named.data[0], date: named.data[1] } : undefined };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}
