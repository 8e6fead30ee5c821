/** Looks for what keeps people out, with axe: serious and critical findings only. */
import axe from 'axe-core';
import type { Frame, Page } from 'puppeteer-core';

/**
 * One line for each finding: the rule, and where. Frames of other origins are left out; shadow trees are looked into.
 * @param without rules not asked about
 * @param part selector of what is looked into
 */
export async function accessibilityFindings(page: Page | Frame, without: readonly string[] = [], part = 'html'): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(
    async (left, within) => {
      const runner = (window as unknown as { axe: typeof import('axe-core') }).axe;
      const { violations } = await runner.run(within, { iframes: false, resultTypes: ['violations'] });
      return violations
        .filter(({ id, impact }) => !left.includes(id) && (impact === 'serious' || impact === 'critical'))
        .flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary?.replace(/\s+/g, ' ')}`),
        );
    },
    without,
    part,
  );
}
