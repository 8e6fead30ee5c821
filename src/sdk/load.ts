/** Loads the SDK's script into a realm: a time limit, tries with a pause between, and an error that says what stood in the way. */
import { WebOfficeError } from '../contract/errors.js';
import { within } from '../platform/abort.js';
import { watchPolicy } from '../platform/policy.js';

/** Which script to load, and how long to try. */
export interface ScriptOptions {
  /** Absolute URL of the SDK script. */
  sdkURL: string;
  /** Subresource Integrity of the script, e.g. `sha384-…`. */
  integrity?: string | undefined;
  /** For policies that allow scripts by nonce. */
  nonce?: string | undefined;
  /** Give up after this many ms, all tries together. */
  timeout: number;
  signal: AbortSignal;
}

/** Pauses before the second and third try, ms. */
const PAUSES = [400, 1_600];

/** Name of the Trusted Types policy. */
export const POLICY = 'imm-weboffice';

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL: (url: string) => unknown };
}

/** @throws {WebOfficeError} `SdkLoadFailed`, `BlockedByPolicy`, `Timeout`, `Aborted` */
export async function loadSdk(window: Window & typeof globalThis, options: ScriptOptions): Promise<void> {
  const { sdkURL, timeout, signal } = options;
  await within(tryToLoad(window, options), timeout, signal, 'sdk', `the SDK script ${sdkURL} did not load`);
}

async function tryToLoad(window: Window & typeof globalThis, options: ScriptOptions): Promise<void> {
  const { sdkURL, integrity, signal } = options;
  const source = trusted(window, sdkURL);
  const policy = watchPolicy(window.document, sdkURL);
  try {
    for (let tried = 0; ; tried++) {
      if (await loads(window.document, source, options, tried === 1)) return;
      const violation = await policy.violation();
      if (violation) throw new WebOfficeError('BlockedByPolicy', 'sdk', violation);
      const pause = PAUSES[tried];
      if (pause === undefined || signal.aborted) break;
      await new Promise((resolve) => setTimeout(resolve, pause * (1 + Math.random() * 0.2)));
    }
  } finally {
    policy.stop();
  }
  const mismatch = integrity ? ', or is not what sdk-integrity says' : '';
  throw new WebOfficeError('SdkLoadFailed', 'sdk', `the SDK script ${sdkURL} did not load (blocked, missing or offline${mismatch})`);
}

/** @param withCORS asks for it as another site's script that anybody may read */
function loads(document: Document, source: string, { integrity, nonce }: ScriptOptions, withCORS: boolean): Promise<boolean> {
  const script = document.createElement('script');
  if (nonce) script.nonce = nonce;
  if (integrity) {
    script.integrity = integrity;
    // Without CORS a script's content is not for the page to know, its hash included.
    script.crossOrigin = 'anonymous';
  }
  // A page with a Cross-Origin-Embedder-Policy takes scripts of other sites with CORS only, or with a header that Alibaba's CDN does not promise. Whether there
  // is such a policy is known only where the page is isolated, too; elsewhere the second try finds out.
  if (withCORS || self.crossOriginIsolated) script.crossOrigin = 'anonymous';
  script.src = source;
  return new Promise((resolve) => {
    script.onload = () => resolve(true);
    script.onerror = () => {
      script.remove();
      resolve(false);
    };
    document.head.append(script);
  });
}

/** The URL as a page with Trusted Types takes it. @throws {WebOfficeError} `BlockedByPolicy` that names the directive to add */
function trusted(window: Window & typeof globalThis, url: string): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  try {
    // The DOM's types know strings only; at run time it wants this object.
    return trustedTypes ? (trustedTypes.createPolicy(POLICY, { createScriptURL: (own) => own }).createScriptURL(url) as string) : url;
  } catch {
    const what = `the page's Content-Security-Policy forbids the Trusted Types policy ${POLICY}: add it to trusted-types`;
    throw new WebOfficeError('BlockedByPolicy', 'sdk', what);
  }
}
