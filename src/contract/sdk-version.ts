/** The release of the WebOffice JS SDK that the element loads unless `sdk-url` names another, and that the local WebOffice's own SDK is compatible with. */
export const SDK_VERSION = '1.1.19';
