/** What OSS knows of a bucket and IMM runs into: hotlink protection (API page, Referer). */
import { matchesGlob } from './glob.js';

export interface BucketSettings {
  /** Referers that may read the bucket, with `*` and `?` as OSS has them; without it everybody may. */
  referers?: readonly string[];
}

/** @param sourceURI `oss://bucket/key` */
export function mayRead(sourceURI: string, referer: string, buckets: Readonly<Record<string, BucketSettings>>): boolean {
  const bucket = sourceURI.split('/')[2] ?? '';
  const referers = Object.hasOwn(buckets, bucket) ? buckets[bucket]!.referers : undefined;
  return referers === undefined || referers.some((pattern) => matchesGlob(referer, pattern));
}
