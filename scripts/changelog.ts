/** CHANGELOG.md at a release: what stands under “Unreleased” gets the version and the day. */

const UNRELEASED = '## Unreleased';

/** What is new since the last version. @throws {Error} when nothing is */
export function news(changelog: string): string {
  const text = section(changelog, UNRELEASED);
  if (!text) throw new Error(`CHANGELOG.md says nothing under “${UNRELEASED}”: what is new?`);
  return text;
}

/** @param day as in ISO 8601 */
export function withVersion(changelog: string, version: string, day: string): string {
  return changelog.replace(UNRELEASED, `${UNRELEASED}\n\n## ${version}, ${day}`);
}

export function hasVersion(changelog: string, version: string): boolean {
  return changelog.includes(`\n## ${version}, `);
}

function section(changelog: string, heading: string): string {
  const [, after = ''] = changelog.split(`${heading}\n`);
  return after.split('\n## ')[0]!.trim();
}
