/** Links that lead out of a document. */

/** Schemes a document may lead to; anything else (`javascript:`, `file:`, app schemes) is dropped. */
const allowed = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** @param report the integrator wants to open links itself */
export function followLink(url: string, report: ((url: string) => void) | null): void {
  if (!URL.canParse(url) || !allowed.has(new URL(url).protocol)) return;
  if (report) report(url);
  else window.open(url, '_blank', 'noopener,noreferrer');
}
