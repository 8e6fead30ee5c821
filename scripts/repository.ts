/** Where the packages' sources are, for their package.json: known only to whoever publishes them, so it is written at the first release. */

const FOLDERS: Readonly<Record<string, string>> = { 'imm-weboffice-server': 'server', 'imm-weboffice-local': 'local' };

/**
 * @param text of a package.json of these packages
 * @param page of the repository, an https URL such as `https://github.com/owner/imm-weboffice`
 * @throws {Error} when it is none
 */
export function withRepository(text: string, page: string | undefined): string {
  const url = page && URL.canParse(page) ? new URL(page) : undefined;
  if (url?.protocol !== 'https:' || url.username || url.search || url.hash || url.pathname.length < 2) {
    throw new Error('Name the page of the repository: npm run release:repository -- https://github.com/owner/imm-weboffice');
  }
  const clean = url.href.replace(/(\.git)?\/?$/, '');
  const file = JSON.parse(text) as { name: string };
  const directory = FOLDERS[file.name];
  return `${JSON.stringify(
    {
      ...file,
      homepage: directory ? `${clean}/tree/HEAD/${directory}#readme` : `${clean}#readme`,
      bugs: `${clean}/issues`,
      repository: { type: 'git', url: `git+${clean}.git`, ...(directory && { directory }) },
    },
    null,
    2,
  )}\n`;
}
