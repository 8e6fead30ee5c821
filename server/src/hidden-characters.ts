/**
 * Text that reads as something else than it is: control characters, bidirectional controls, zero-width and other invisible characters, unpaired surrogates.
 * Sources: Unicode 16, general categories and Default_Ignorable_Code_Point; RFC 5892, appendix A.1 and A.2 (joiners).
 */

/**
 * Scripts whose words need U+200C (zero-width non-joiner) or U+200D (zero-width joiner): Persian writes «می‌خواهم» with one, Hindi, Malayalam and Sinhala form
 * letters with the other. Real file names have them, so they are allowed after a letter or mark of these scripts, and nowhere else: between Latin letters
 * they make two names that look the same.
 */
const JOINED_SCRIPTS = [
  ...[
    'Arabic',
    'Syriac',
    'Mongolian',
    'Nko',
    'Devanagari',
    'Bengali',
    'Gurmukhi',
    'Gujarati',
    'Oriya',
    'Tamil',
    'Telugu',
    'Kannada',
    'Malayalam',
  ],
  ...['Sinhala', 'Khmer', 'Myanmar', 'Tibetan'],
];
const joined = JOINED_SCRIPTS.map((script) => `\\p{Script=${script}}`).join('');

/** Invisible characters that belong to the character before them. In this order: a joiner between emoji is recognized by the selector before it. */
const ATTACHED: readonly RegExp[] = [
  // Variants of ideographs, as Japanese names use them.
  /(?<=\p{Script=Han})[\u{E0100}-\u{E01EF}]/gu,
  /(?<=\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)\u200D(?=\p{Extended_Pictographic})/gu,
  /(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]|(?<=[0-9#*])\uFE0F(?=\u20E3)/gu,
  new RegExp(`(?<=[${joined}])[\\u200C\\u200D]`, 'gu'),
];

/** Signs that Unicode counts among format characters, though they are seen. */
const VISIBLE_FORMATS = /[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]/gu;

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;

/** The first hidden character of a text, as `U+200B`; undefined when there is none. */
export function hiddenCharacterOf(text: string): string | undefined {
  const unpaired = /\p{Cs}/u.exec(text);
  const rest = ATTACHED.reduce((left, pattern) => left.replace(pattern, ''), text.replace(VISIBLE_FORMATS, ''));
  const found = unpaired ?? HIDDEN.exec(rest);
  return found ? `U+${found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}` : undefined;
}
