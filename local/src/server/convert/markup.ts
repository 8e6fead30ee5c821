/** HTML and MHTML that programs save under names of Office documents: what begins like them, and what LibreOffice is given instead. */
import { htmlOfArchive } from './mhtml.js';

export type Markup = 'html' | 'mhtml';

/** What HTML begins with where the author left out what may be left out. */
const HTML =
  /^<(?:!doctype\s+html|html|head|body|table|thead|tbody|tr|td|meta|title|style|script|link|base|div|p|span|font|center|h[1-6]|br|hr|b|i|u|ul|ol|pre|a|img)[\s>/]/i;

const MHTML_TYPES = /^content-type:\s*(?:multipart\/(?:related|alternative|mixed)|text\/html)/im;

/** @param start the first bytes of a file, some thousands */
export function markupOf(start: Buffer): Markup | undefined {
  const text = textOf(start);
  const begin = beginOf(text);
  if (HTML.test(begin)) return 'html';
  const head = begin.split(/\r?\n\r?\n/, 1)[0]!;
  const isHead = head.split(/\r?\n/).every((line) => /^(?:[\w-]+:|[ \t])/.test(line));
  return isHead && /^mime-version:/im.test(head) && MHTML_TYPES.test(head) ? 'mhtml' : undefined;
}

/**
 * HTML in UTF-8, or in the encoding it declares, that begins so that every program takes it for HTML.
 * @throws {SyntaxError} when there is none in it
 */
export function plainHtml(content: Buffer): Buffer {
  const kind = markupOf(content.subarray(0, 2 ** 16));
  if (!kind) throw new SyntaxError('no HTML');
  if (kind === 'mhtml') return Buffer.from(MARK + rooted(htmlOfArchive(content)));
  const encoding = wideEncodingOf(content);
  if (encoding) return Buffer.from(MARK + rooted(new TextDecoder(encoding).decode(content)));
  // Bytes stay as they are: their encoding may be declared in them.
  const hasMark = content.subarray(0, 3).equals(Buffer.from(MARK));
  const text = rooted(content.toString('latin1', hasMark ? 3 : 0));
  return Buffer.concat([Buffer.from(hasMark ? MARK : ''), Buffer.from(text, 'latin1')]);
}

const MARK = '\ufeff';

function rooted(html: string): string {
  const begin = beginOf(html);
  return /^<(?:!doctype|html)/i.test(begin) ? begin : `<html>${begin}`;
}

function textOf(bytes: Buffer): string {
  const encoding = wideEncodingOf(bytes);
  return encoding ? new TextDecoder(encoding).decode(bytes) : bytes.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
}

/** UTF-16, by its byte order mark or by its first character, a `<`. */
function wideEncodingOf(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const start = bytes.toString('hex', 0, 2);
  if (start === 'fffe' || start === '3c00') return 'utf-16le';
  return start === 'feff' || start === '003c' ? 'utf-16be' : undefined;
}

/** Without white space, comments and XML declarations before the first tag. */
function beginOf(text: string): string {
  let at = 0;
  for (;;) {
    while (at < text.length && /[\s\ufeff]/.test(text[at]!)) at++;
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?xml', at) ? '?>' : undefined;
    const place = end === undefined ? -1 : text.indexOf(end, at);
    if (place < 0) return text.slice(at);
    at = place + end!.length;
  }
}
