/**
 * The local WebOffice's own SDK: a classic script that defines the global `aliyun`, for use where Alibaba's would be.
 * As there, a window holds one document: a second `config()` ends the first.
 */
import { SDK_VERSION } from 'imm-weboffice/contract';
import { createInstance, type Instance } from './instance.js';
import type { Options } from './options.js';

let current: Instance | undefined;

function config(options: Options): Instance {
  current?.destroy();
  current = createInstance(options);
  return current;
}

const sdk = { config, version: SDK_VERSION };

declare global {
  interface Window {
    WPS?: typeof sdk;
  }
}

Object.assign(window, { aliyun: sdk, WPS: sdk });
