/** LibreOffice's profile: a folder with settings that no document may get around, and that two independent processes must never share. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Port 9 discards what comes, and nothing listens there. */
const NOWHERE = { name: '127.0.0.1', port: 9 };

const proxy = (scheme: string) =>
  `<prop oor:name="ooInet${scheme}ProxyName" oor:op="fuse"><value>${NOWHERE.name}</value></prop>` +
  `<prop oor:name="ooInet${scheme}ProxyPort" oor:op="fuse"><value>${NOWHERE.port}</value></prop>`;

/** No macros, and nothing fetched from the network because a document says so: style sheets and backgrounds of HTML are fetched whatever the first says. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>${proxy('HTTP')}${proxy('HTTPS')}<prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop></item>
</oor:items>`;

/** @param folder only this user may read it @returns path of the new profile */
export async function createProfile(folder: string): Promise<string> {
  const profile = await mkdtemp(join(folder, 'profile-'));
  await mkdir(join(profile, 'user'));
  await writeFile(join(profile, 'user', 'registrymodifications.xcu'), SETTINGS);
  return profile;
}

/** `-env:UserInstallation` takes it. */
export const profileURL = (profile: string) => pathToFileURL(profile).href;

/** Where the socket may be by which processes with a profile find each other; it is there while one of them takes jobs. */
export function socketsOf(profile: string): string[] {
  // The name as LibreOffice makes it (desktop/source/app/officeipcthread.cxx, sal/osl/unx/pipe.cxx): MD5 of the URL in UTF-16, each byte without leading zero.
  const bytes = createHash('md5')
    .update(Buffer.from(profileURL(profile), 'utf16le'))
    .digest();
  const name = [...bytes].map((byte) => byte.toString(16)).join('');
  // In a user namespace everybody is root.
  const users = new Set([0, process.getuid?.() ?? 0]);
  return [...users].map((user) => `/tmp/OSL_PIPE_${user}_SingleOfficeIPC_${name}`);
}

/** Removes a profile, and the socket that a process leaves behind when it is killed. */
export async function removeProfile(profile: string): Promise<void> {
  await Promise.all(socketsOf(profile).map((socket) => rm(socket, { force: true })));
  await rm(profile, { recursive: true, force: true, maxRetries: 3 });
}
