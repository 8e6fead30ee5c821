/** Documents in folders, addressed as OSS objects: `oss://bucket/key` is the file `{folder of the bucket}/{key}`. */
import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';

/** A document as it stands on the disk now. */
export interface StoredFile {
  /** `oss://bucket/key` */
  uri: string;
  path: string;
  /** bytes */
  size: number;
  /** ms since the epoch */
  createTime: number;
  /** ms since the epoch */
  modifyTime: number;
}

export class DocumentStore {
  /**
   * @param folderOf the folder of a bucket, or undefined when there is no such bucket
   * @param root folder of all buckets that are directly in it: none of those may be a link that leads elsewhere
   */
  constructor(
    private readonly folderOf: (bucket: string) => string | undefined,
    private readonly root?: string,
  ) {}

  /** The file, or undefined when there is none, or when the reference would lead out of its bucket by whatever trick. */
  async find(uri: string): Promise<StoredFile | undefined> {
    const [, bucket, key] = /^oss:\/\/([a-z0-9][a-z0-9._-]*)\/(.+)$/s.exec(uri) ?? [];
    if (!bucket || !key) return undefined;
    const segments = key.split('/');
    if (segments.some((segment) => !segment || segment === '.' || segment === '..' || /[\\\0]/.test(segment))) return undefined;
    try {
      const folder = this.folderOf(bucket);
      if (folder === undefined) return undefined;
      const root = await realpath(folder);
      const isInRoot = this.root !== undefined && dirname(resolve(folder)) === resolve(this.root);
      if (isInRoot && dirname(root) !== (await realpath(this.root))) return undefined;
      const path = await realpath(join(root, ...segments));
      if (!path.startsWith(root + sep)) return undefined;
      const { size, birthtimeMs, mtimeMs, isFile } = await statFile(path);
      return isFile ? { uri, path, size, createTime: Math.round(birthtimeMs), modifyTime: Math.round(mtimeMs) } : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
}

async function statFile(path: string) {
  const { size, birthtimeMs, mtimeMs, ...rest } = await stat(path);
  return { size, birthtimeMs, mtimeMs, isFile: (rest.mode & 0o170000) === 0o100000 };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'EACCES', 'ENAMETOOLONG', 'ELOOP'].includes(String(error.code));
}

/** 40 hex digits that stand for a document in a WebofficeURL; the same document always has the same. */
export function fileIdOf(uri: string): string {
  return createHash('sha1').update(uri).digest('hex');
}

/** Stands for a document among what is kept of it. By its path too: two servers may share the folder, and know different documents by one URI. */
export function keyOf({ uri, path }: StoredFile): string {
  return createHash('sha256').update(`${uri}\n${path}`).digest('hex');
}
