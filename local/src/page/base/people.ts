/** Colours and initials of the people at a document: the same for everybody who sees them. */

/** Far apart, and none so light or so dark that it is lost on paper or in the dark. */
const colours = ['#c4442c', '#a86400', '#6f7a00', '#2c8a4b', '#0c8587', '#2f73d8', '#7a55d4', '#bb3f8c'] as const;

/** The integrator's own, by user id (SDK: `cooperUserAttribute.cooperUsersColor`, `setCooperUserColor`). */
const chosen = new Map<string, string>();

/** @param pairs of the SDK; what is no CSS colour is left out */
export function chooseColours(pairs: readonly { userId: string; color: string }[]): void {
  for (const { userId, color } of pairs) if (CSS.supports('color', color)) chosen.set(userId, color);
}

export function colourOf(id: string): string {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + character.codePointAt(0)!) | 0;
  return chosen.get(id) ?? colours[(hash >>> 0) % colours.length]!;
}

export function initials(name: string): string {
  const words = name.split(/[\s\-_+/=@.]+/u).filter(Boolean);
  const [first = '', last = ''] = words.length > 1 ? [words[0], words.at(-1)] : words;
  return [...first]
    .slice(0, 1)
    .concat([...last].slice(0, 1))
    .join('')
    .toUpperCase();
}
