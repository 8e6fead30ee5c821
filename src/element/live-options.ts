/** What the SDK can change in an open document; everything else needs a new one. */
import type { Configuration } from './configuration.js';
import type { SdkConfig } from '../sdk/index.js';

type CooperUserAttribute = NonNullable<SdkConfig['cooperUserAttribute']>;

export interface LiveOptions {
  commandBars: SdkConfig['commandBars'];
  cooperUsersColor: CooperUserAttribute['cooperUsersColor'];
}

export function liveOptions({ sdkOptions }: Configuration): LiveOptions {
  const { commandBars, cooperUserAttribute } = sdkOptions as SdkConfig;
  return { commandBars, cooperUsersColor: cooperUserAttribute?.cooperUsersColor };
}

export function withoutLiveOptions(configuration: Configuration): Configuration {
  const { commandBars, cooperUserAttribute, ...rest } = configuration.sdkOptions as SdkConfig;
  const { cooperUsersColor, ...attribute } = cooperUserAttribute ?? {};
  return { ...configuration, sdkOptions: { ...rest, cooperUserAttribute: attribute } };
}
