/** Bytes as text. Node before 24 reads windows-1252 as if it were ISO 8859-1 (nodejs/node issue 56542): signs such as € would become controls. */
import type { Encoding } from '../../shared/page-api.js';

/** What windows-1252 has from 0x80 to 0x9f (WHATWG Encoding Standard, index windows-1252). */
const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export interface DecodeOptions {
  /** Throws a TypeError at bytes that are no text. */
  fatal?: boolean;
  ignoreBOM?: boolean;
  /** More may follow: a character cut off at the end is no error. */
  stream?: boolean;
}

export function decodeText(bytes: Uint8Array, encoding: Encoding, { stream = false, ...options }: DecodeOptions = {}): string {
  if (encoding !== 'windows-1252') return new TextDecoder(encoding, options).decode(bytes, { stream });
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replaceAll(/[\x80-\x9f]/g, (control) => C1[control.charCodeAt(0) - 0x80]!);
}

export const isSingleByte = (encoding: Encoding): boolean => /^(windows|koi8)-/.test(encoding);

/** Any bytes can be read in an encoding of single bytes: control characters, other than tab, line ends and form feed, say that they are no text. */
export const hasControls = (text: string): boolean => /[^\P{Cc}\t\n\f\r]/u.test(text);
