/** What the Content-Security-Policy of the page forbids, told as what to add to it. Source: CSP Level 3, `SecurityPolicyViolationEvent`. */

/** How long a report may come after the failure it explains, ms. */
const REPORT_WITHIN = 100;

/** Violations of the Content-Security-Policy since {@link watchPolicy} was called. */
export interface PolicyWatch {
  /** What was forbidden, and what to add; undefined when the failure has another cause. */
  violation(): Promise<string | undefined>;
  stop(): void;
}

/**
 * Watches a document for violations that concern a URL, and the page around it: Firefox 153 reports there what a frame in a frame may not show.
 * @param onViolation told at once, for what fails without a word
 */
export function watchPolicy(realm: Document, url: string, onViolation?: (violation: string) => void): PolicyWatch {
  const { origin } = new URL(url);
  let found: string | undefined;
  let tell: (() => void) | undefined;
  const hear = (event: SecurityPolicyViolationEvent) => {
    if (event.disposition !== 'enforce' || originOf(event.blockedURI) !== origin) return;
    // Reported as script-src-elem also where the policy says script-src.
    const directive = event.effectiveDirective.replace(/-(elem|attr)$/, '');
    found = `the page's Content-Security-Policy forbids ${origin}: add it to ${directive}`;
    tell?.();
    onViolation?.(found);
  };
  const watched = [realm, document];
  for (const each of watched) each.addEventListener('securitypolicyviolation', hear);
  return {
    async violation() {
      if (!found) await new Promise<void>((resolve) => ((tell = resolve), setTimeout(resolve, REPORT_WITHIN)));
      return found;
    },
    stop: () => watched.forEach((each) => each.removeEventListener('securitypolicyviolation', hear)),
  };
}

function originOf(uri: string): string | undefined {
  return URL.canParse(uri) ? new URL(uri).origin : undefined;
}
