/** What the SDK says in `setConfig` and `setToken`, read leniently: a member of the wrong type counts as absent. */
import * as z from 'zod/mini';

const lenient = <T extends z.core.SomeType>(schema: T) => z.catch(z.optional(schema), undefined);
/** Callbacks arrive as `{eventName: "api.getToken"}`; that they are there is all that matters. */
const Callback = lenient(z.object({ eventName: z.string() }));

const CommandBar = z.object({
  cmbId: z.string(),
  attributes: z.union([z.array(z.object({ name: z.string(), value: z.unknown() })), z.record(z.string(), z.unknown())]),
});
export const CommandBarList = z.array(CommandBar);
export type CommandBarList = z.infer<typeof CommandBarList>;

export const UserColours = z.array(z.object({ userId: z.string(), color: z.string() }));

const Config = z.object({
  /** SDK version; SDK 1.1.2 sends none. */
  version: lenient(z.string()),
  mode: lenient(z.string()),
  refreshToken: Callback,
  onToast: Callback,
  onHyperLinkOpen: Callback,
  commonOptions: lenient(z.object({ isShowTopArea: lenient(z.boolean()), isShowHeader: lenient(z.boolean()) })),
  wordOptions: lenient(z.object({ isShowDocMap: lenient(z.boolean()) })),
  commandBars: lenient(CommandBarList),
  cooperUserAttribute: lenient(z.object({ isCooperUsersAvatarVisible: lenient(z.boolean()), cooperUsersColor: lenient(UserColours) })),
});
export type SdkConfig = z.infer<typeof Config>;

/** Before `setConfig` has come, and when it is unreadable. */
export const noConfig: SdkConfig = Config.parse({});

export function parseConfig(data: unknown): SdkConfig {
  const parsed = Config.safeParse(data);
  return parsed.success ? parsed.data : noConfig;
}

/** The integrator asked for a page without its top bar. */
export function wantsNoChrome(config: SdkConfig): boolean {
  const { mode, commonOptions } = config;
  return mode === 'simple' || mode === 'embed' || commonOptions?.isShowTopArea === false || commonOptions?.isShowHeader === false;
}

const TokenData = z.object({
  token: z.string().check(z.minLength(1)),
  /** ms, counted from receipt; some integrators pass it as text. */
  timeout: z.catch(z.optional(z.coerce.number()), undefined),
  hasRefreshTokenConfig: lenient(z.boolean()),
});
export type TokenData = z.infer<typeof TokenData>;

/** `null` for `{token: false}`, which is how the SDK says that it could not get one. */
export function parseToken(data: unknown): TokenData | null {
  const parsed = TokenData.safeParse(data);
  return parsed.success ? parsed.data : null;
}

/** SDK versions as `[major, minor, patch]`. */
function versionOf(text: string): [number, number, number] {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return [major, minor, patch];
}

/**
 * Whether the SDK wants `file.saved` and `tab.switch` wrapped in `event.callback`: those after 1.1.15 and before 2 do,
 * the others (1.1.2 without a version included) listen for the bare messages. Read from the SDKs' sources.
 */
export function wantsWrappedEvents(version: string | undefined): boolean {
  if (!version) return false;
  const [major, minor, patch] = versionOf(version);
  return major === 1 && (minor > 1 || (minor === 1 && patch > 15));
}
