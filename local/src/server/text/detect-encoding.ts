/**
 * Which encoding a text has. A byte order mark or valid UTF-8 settles it; otherwise `chardet` (ICU's detector, optional) and the usual
 * characters of each encoding have a say, and the reader's languages where both are unsure: a short text fits many encodings.
 */
import { analyse } from 'chardet';
import type { Encoding } from '../../shared/page-api.js';
import { decodeText, hasControls, isSingleByte } from './decode-text.js';

interface Candidate {
  encoding: Encoding;
  /** chardet's names for it and for what it contains. */
  names: readonly string[];
  /** Languages written in it, as BCP 47 prefixes. */
  languages: readonly string[];
  /** Share of the characters beyond ASCII that are usual in it, 0 to 1. */
  usual: (bytes: Uint8Array, text: string) => number;
}

/** This much of a text is looked at closely, bytes. */
const SAMPLE = 2 ** 16;
/** What a language of the reader is worth, in chardet's percent. */
const LANGUAGE = 30;

const CANDIDATES: readonly Candidate[] = [
  {
    encoding: 'gb18030',
    names: ['GB18030'],
    languages: ['zh', 'zh-cn', 'zh-sg', 'zh-hans'],
    // GB 2312: signs and the hanzi of level 1.
    usual: pairs((lead, trail) => trail >= 0xa1 && (inside(lead, 0xa1, 0xa3) || inside(lead, 0xb0, 0xd7))),
  },
  {
    encoding: 'big5',
    names: ['Big5'],
    languages: ['zh-tw', 'zh-hk', 'zh-mo', 'zh-hant'],
    usual: pairs((lead) => inside(lead, 0xa1, 0xc6)),
  },
  {
    encoding: 'shift_jis',
    names: ['Shift_JIS'],
    languages: ['ja'],
    // Signs, kana, and the kanji of JIS level 1. Kana of half width stand alone.
    usual: pairs(
      (lead) => inside(lead, 0x81, 0x83) || inside(lead, 0x88, 0x97),
      (byte) => inside(byte, 0xa1, 0xdf),
    ),
  },
  {
    encoding: 'euc-jp',
    names: ['EUC-JP'],
    languages: ['ja'],
    usual: pairs(
      (lead, trail) => trail >= 0xa1 && (lead === 0xa1 || lead === 0xa4 || lead === 0xa5 || inside(lead, 0xb0, 0xcf)) && lead !== 0xa2,
    ),
  },
  {
    encoding: 'euc-kr',
    names: ['EUC-KR'],
    languages: ['ko'],
    usual: pairs((lead, trail) => trail >= 0xa1 && (inside(lead, 0xa1, 0xa3) || inside(lead, 0xb0, 0xc8))),
  },
  {
    encoding: 'windows-1251',
    names: ['windows-1251', 'ISO-8859-5'],
    languages: ['ru', 'uk', 'be', 'bg', 'sr', 'mk'],
    usual: script(/[а-яё]/gu),
  },
  { encoding: 'koi8-r', names: ['KOI8-R'], languages: ['ru'], usual: script(/[а-яё]/gu) },
  { encoding: 'windows-1253', names: ['windows-1253', 'ISO-8859-7'], languages: ['el'], usual: script(/[α-ωά-ώ]/gu) },
  { encoding: 'windows-1255', names: ['windows-1255', 'ISO-8859-8'], languages: ['he'], usual: script(/[א-ת]/gu) },
  { encoding: 'windows-1256', names: ['windows-1256', 'ISO-8859-6'], languages: ['ar', 'fa', 'ur'], usual: script(/[ء-ي]/gu) },
  { encoding: 'windows-874', names: [], languages: ['th'], usual: script(/[ก-๛]/gu) },
  {
    encoding: 'windows-1250',
    names: ['windows-1250', 'ISO-8859-2'],
    languages: ['pl', 'cs', 'sk', 'hu', 'sl', 'hr', 'ro'],
    usual: latin(/[ąćęłńóśźżáčďéěíňřšťúůýžäöüőűßăâîșţ“”„–—€]/giu),
  },
  {
    encoding: 'windows-1254',
    names: ['windows-1254', 'ISO-8859-9'],
    languages: ['tr'],
    usual: latin(/[şğıİçöüâî“”‘’–—€]/giu),
  },
  {
    encoding: 'windows-1252',
    names: ['windows-1252', 'ISO-8859-1'],
    languages: ['de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'no', 'fi', 'is', 'en', 'ca'],
    usual: latin(/[äöüßàâæçéèêëîïôœùûñáíóúãõåøòì¿¡«»“”„‘’‚–—…•€£§°©®²³·ªº]/giu, 0.95),
  },
];

/** @param languages the reader's, most wanted first, as `Accept-Language` has them */
export function detectEncoding(bytes: Uint8Array, languages: readonly string[] = []): Encoding {
  const marked = byMark(bytes) ?? (isText(bytes, 'utf-8') ? 'utf-8' : undefined);
  if (marked) return marked;
  const sample = beyondASCII(bytes);
  const heard = confidences(sample);
  let best: Encoding = 'windows-1252';
  let most = -Infinity;
  for (const { encoding, names, languages: written, usual } of CANDIDATES) {
    if (!isText(bytes, encoding)) continue;
    const confidence = Math.max(0, ...names.map((name) => heard.get(name) ?? 0));
    const text = decodeText(sample, encoding, { stream: true });
    const place = languages.findIndex((language) =>
      written.some(
        (each) =>
          language === each || (!each.includes('-') && !written.some((one) => one.includes('-')) && language.startsWith(`${each}-`)),
      ),
    );
    const score = confidence + 100 * usual(sample, text) + (place < 0 ? 0 : LANGUAGE / (place + 1));
    if (score > most) [best, most] = [encoding, score];
  }
  return best;
}

export function byMark([first, second, third]: Uint8Array): Encoding | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
}

/** Whether bytes are text in an encoding; a character that is cut off at the end is no error. */
export function isText(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    const text = decodeText(bytes, encoding, { fatal: true, stream: true });
    return !isSingleByte(encoding) || !hasControls(text);
  } catch {
    return false;
  }
}

/** The first stretch that has something to say: English comes before it in many files. */
function beyondASCII(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  // ASCII bytes before it are whole characters in every encoding here.
  return bytes.subarray(Math.max(0, first - 1_000), first - 1_000 + SAMPLE > 0 ? Math.max(0, first - 1_000) + SAMPLE : SAMPLE);
}

function confidences(sample: Uint8Array): Map<string, number> {
  return new Map(analyse(sample).map(({ name, confidence }) => [name, confidence]));
}

function inside(byte: number, first: number, last: number): boolean {
  return first <= byte && byte <= last;
}

/** @param isUsual of two bytes @param isUsualAlone of one */
function pairs(
  isUsual: (lead: number, trail: number) => boolean,
  isUsualAlone: (byte: number) => boolean = () => false,
): Candidate['usual'] {
  return (bytes) => {
    let [all, usual] = [0, 0];
    for (let at = 0; at + 1 < bytes.length; at++) {
      const lead = bytes[at]!;
      if (lead < 0x80) continue;
      all++;
      if (isUsualAlone(lead)) {
        // Kana of half width come in rows; half as usual as a pair.
        usual += 0.5;
        continue;
      }
      if (isUsual(lead, bytes[++at]!)) usual++;
    }
    return all === 0 ? 0 : usual / all;
  };
}

const BEYOND_ASCII = /[^\0-\x7f]/gu;

/** Words of a script, most of them in small letters, none of them beside a Latin letter. */
function script(letters: RegExp): Candidate['usual'] {
  return (_, text) => {
    let [all, usual] = [0, 0];
    for (const { 0: run, index } of text.matchAll(/[^\0-\x7f]+/gu)) {
      all += run.length;
      const isAmongLatin = /[a-z]/i.test(text[index - 1] ?? '') || /[a-z]/i.test(text[index + run.length] ?? '');
      const small = run.match(letters)?.length ?? 0;
      if (!isAmongLatin && small * 2 > run.length) usual += run.length;
    }
    return all === 0 ? 0 : usual / all;
  };
}

/** Letters with marks among plain ones, and signs. @param weight what is written in Western Europe is more frequent */
function latin(letters: RegExp, weight = 0.85): Candidate['usual'] {
  return (_, text) => {
    const all = text.match(BEYOND_ASCII)?.length ?? 0;
    const usual = text.match(new RegExp(`(?<![^\\0-\\x7f]{2})${letters.source}(?![^\\0-\\x7f]{2})`, letters.flags))?.length ?? 0;
    return all === 0 ? 0 : (weight * usual) / all;
  };
}
