/**
 * What a mode has no use for is left out instead of refused, so that hosts can switch `mode` and keep all other attributes.
 * Source: API page GenerateWebofficeToken (2026-01-27): Hidecmb "is supported in document preview mode", PreviewPages "limits the preview",
 * CachePreview is "for preview-only scenarios", "printing is not supported in cached preview mode", history is for edit mode
 * (see `effectivePermission`).
 */
import type { EffectivePermission, OpenRequest } from 'imm-weboffice/contract';

/** Options that count in preview mode only. */
export type ModeOptions = Pick<OpenRequest, 'cachePreview' | 'previewPages' | 'hidecmb'>;

/**
 * The mode that counts is the effective one: a page that asks to edit and may only read keeps its limit of pages and its hidden toolbar.
 * @param permission what was asked and granted
 */
export function fitMode(asked: ModeOptions, permission: EffectivePermission): ModeOptions & { permission: EffectivePermission } {
  if (!permission.readonly) return { permission };
  const { cachePreview, previewPages, hidecmb } = asked;
  const print = permission.print && cachePreview !== true;
  // Export needs Print.
  return { cachePreview, previewPages, hidecmb, permission: { ...permission, print, export: permission.export && print } };
}
