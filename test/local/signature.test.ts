import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalRequest, sha256, sign } from '../../local/src/server/imm/signature.js';

// Alibaba Cloud's published test vector for ACS3-HMAC-SHA256.
const headers = {
  host: 'ecs.cn-shanghai.aliyuncs.com',
  'x-acs-action': 'RunInstances',
  'x-acs-content-sha256': sha256(''),
  'x-acs-date': '2023-10-26T10:22:32Z',
  'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
  'x-acs-version': '2014-05-26',
};
const url = new URL(
  'https://ecs.cn-shanghai.aliyuncs.com/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
);

test('the signature of the published test vector', () => {
  const canonical = canonicalRequest({ method: 'POST', url, headers, body: Buffer.alloc(0) }, Object.keys(headers).sort());
  assert.equal(sha256(canonical), '7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259');
  assert.equal(sign(canonical, 'YourAccessKeySecret'), '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0');
});
