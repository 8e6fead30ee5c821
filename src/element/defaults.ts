/** What counts where nothing is set, by property; also which properties the element reads. */
import { DEFAULT_OFFICE_ORIGINS } from '../contract/office-url.js';
import { SDK_VERSION } from '../contract/sdk-version.js';

/** Alibaba's SDK, the latest documented version. */
export const DEFAULT_SDK_URL = `https://g.alicdn.com/IMM/office-js/${SDK_VERSION}/aliyun-web-office-sdk.min.js`;

/** The default of every property that configures a document. `timeout` is in ms. */
export const DEFAULTS = {
  tokenEndpoint: '',
  refreshEndpoint: '',
  grant: '',
  grantEndpoint: '',
  requestCredentials: '',
  loading: '',
  src: '',
  filename: '',
  mode: 'preview',
  allow: '',
  cachePreview: false,
  previewPages: undefined as number | undefined,
  password: '',
  hideToolbar: false,
  watermark: '' as string | object,
  userId: '',
  userName: '',
  userAvatar: '',
  userData: '',
  externalUploaded: false,
  lang: '',
  sdkUrl: DEFAULT_SDK_URL,
  sdkIntegrity: '',
  sdkOptions: {} as string | object,
  officeOrigins: DEFAULT_OFFICE_ORIGINS.join(' '),
  timeout: 60_000,
};
