/** What the SDK can change in an open document; everything else needs a new one. */
import type { Configuration } from './configuration.js';
import type { SdkConfig } from '../sdk/index.js';

type CooperUserAttribute = NonNullable<SdkConfig['cooperUserAttribute']>;

/** SDK options that an open document takes over: its buttons and menus, and the colours of other users. */
export interface LiveOptions {
  commandBars: SdkConfig['commandBars'];
  cooperUsersColor: CooperUserAttribute['cooperUsersColor'];
}

/** The part of a configuration that an open document can take over. */
export function liveOptions({ sdkOptions }: Configuration): LiveOptions {
  const { commandBars, cooperUserAttribute } = sdkOptions as SdkConfig;
  return { commandBars, cooperUsersColor: cooperUserAttribute?.cooperUsersColor };
}

/** A configuration without that part: when it changes, the document has to be opened anew. */
export function withoutLiveOptions(configuration: Configuration): Configuration {
  const { commandBars, cooperUserAttribute, ...rest } = configuration.sdkOptions as SdkConfig;
  const { cooperUsersColor, ...attribute } = cooperUserAttribute ?? {};
  return { ...configuration, sdkOptions: { ...rest, cooperUserAttribute: attribute } };
}
