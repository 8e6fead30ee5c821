/** What the SDK can change in an open document; everything else needs a new one. */
import type { Configuration } from './configuration.js';
import type { SdkConfig } from '../sdk/index.js';

export function liveOptions({
  sdkOptions,
}: Configuration): Pick<SdkConfig, 'commandBars'> & Pick<NonNullable<SdkConfig['cooperUserAttribute']>, 'cooperUsersColor'> {
  const { commandBars, cooperUserAttribute } = sdkOptions as SdkConfig;
  return { commandBars, cooperUsersColor: cooperUserAttribute?.cooperUsersColor };
}

export function withoutLiveOptions(configuration: Configuration): Configuration {
  const { commandBars, cooperUserAttribute, ...rest } = configuration.sdkOptions as SdkConfig;
  const { cooperUsersColor, ...attribute } = cooperUserAttribute ?? {};
  return { ...configuration, sdkOptions: { ...rest, cooperUserAttribute: attribute } };
}
