/** How a message of the SDK looks: `{eventName, data?, msgId?, sdkInstanceId?}`, as JSON (WPS SDK 1.1.14 to 2.0.0, Alibaba's 1.1.2 to 1.1.19). */
import { jsonOrUndefined } from 'imm-weboffice/contract';
import * as z from 'zod/mini';

const Id = z.union([z.string(), z.number()]);
const Envelope = z.object({
  eventName: z.string(),
  data: z.optional(z.unknown()),
  msgId: z.catch(z.optional(Id), undefined),
  /** SDK 2.0.0 numbers its instances and hears only messages that carry its number. */
  sdkInstanceId: z.catch(z.optional(z.number()), undefined),
});
export type SdkMessage = z.infer<typeof Envelope>;

/** Everything the SDKs send. Anything else (browser extensions, developer tools) must not count as their first answer. */
const known =
  /^(setConfig|setToken|setCommandBars|basic\.event|wps\.jssdk\.api|fullscreenchange|api\.(ready|basic|getter|setter|caller|free|event\.register|callback\.reply|getToken\.reply|getClipboardData\.reply)|commonApi\.ready)$/;

/** @returns null for what no SDK sends */
export function parseMessage(raw: unknown): SdkMessage | null {
  const parsed = Envelope.safeParse(typeof raw === 'string' ? jsonOrUndefined(raw) : raw);
  return parsed.success && known.test(parsed.data.eventName) ? parsed.data : null;
}
