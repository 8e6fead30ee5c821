/**
 * Users' pictures, which are where their host has them. Each is shown in a frame of its own, whose Content-Security-Policy names this one URL: the office
 * page's policy is fixed when it loads, and a user who joins later has a picture it could not name. The browser loads the picture; this server requests nothing.
 */
import type { ServerResponse } from 'node:http';
import { ImmFault } from '../imm-fault.js';
import type { Session } from '../visits/sessions.js';
import { pictureName } from '../visits/picture-frames.js';
import { FRAME_ANCESTORS, ISOLATION_HEADERS } from './static-files.js';

/** @param sessions of the users who have the document open @param name as in {@link pictureName} @throws {ImmFault} 404 where no user who has the document open has this picture */
export function sendPictureFrame(sessions: readonly Session[], name: string, response: ServerResponse): void {
  const pictures = sessions.flatMap(({ user }) => user.avatar ?? []);
  const picture = pictures.find((url) => pictureName(url) === name);
  if (!picture) throw new ImmFault(404, 'NotFound', 'There is no such picture.');
  response.writeHead(200, {
    ...ISOLATION_HEADERS,
    // Pictures come from hosts that send no Cross-Origin-Resource-Policy. WebKitGTK 2.50 does not know `credentialless`: initials stay there in isolated pages.
    'cross-origin-embedder-policy': 'credentialless',
    'content-security-policy': `default-src 'none'; img-src ${sourceOf(picture)}; style-src 'unsafe-inline'; sandbox; ${FRAME_ANCESTORS}`,
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  });
  // A background that cannot be loaded is nothing; an image would be a broken one, over the initials.
  response.end(`<!doctype html><style>html{height:100%;background:url("${cssOf(picture)}") center/cover no-repeat}</style>`);
}

/** A URL as a Content-Security-Policy names it: without its query, and without what would end the source (CSP 3, 2.3.1). */
function sourceOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replaceAll(';', '%3B').replaceAll(',', '%2C');
}

/** Without what would end the string in CSS, or the style in HTML. */
const cssOf = (url: string) => new URL(url).href.replaceAll(/[\\"'<>\s]/g, encodeURIComponent);
