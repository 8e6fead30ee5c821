/** Whether a text matches a pattern in which `*` stands for anything and `?` for one character, as in RAM policies and OSS referer lists. */
export function matchesGlob(text: string, pattern: string): boolean {
  const literal = (part: string) => part.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('?', '.');
  return new RegExp(`^${pattern.split(/\*+/).map(literal).join('.*')}$`, 's').test(text);
}
