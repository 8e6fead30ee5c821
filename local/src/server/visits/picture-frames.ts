/** Where the office page gets users' pictures, see http/user-pictures.ts. */
import { createHash } from 'node:crypto';
import type { SessionInfo } from '../../shared/page-api.js';

/** The user as the office page knows them: `avatar` is the path of a frame with the picture. */
export function withPictureFrame(user: SessionInfo['user'], fileId: string): SessionInfo['user'] {
  return user.avatar ? { ...user, avatar: `/office/picture/${fileId}/${pictureName(user.avatar)}` } : user;
}

/** @param url of the picture, as the host gave it */
export const pictureName = (url: string): string => createHash('sha256').update(url).digest('hex');
