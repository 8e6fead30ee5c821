import { expect } from '@open-wc/testing';
import { DEFAULT_OFFICE_ORIGINS, trustedOfficeURL } from '../../src/contract/office-url.js';
import { mount, settled } from './helpers.js';

const leadingTo = (webofficeURL: string) => () => {
  const soon = new Date(Date.now() + 30 * 60_000).toISOString();
  return Promise.resolve({
    ...{ webofficeURL, accessToken: 'a'.repeat(32), refreshToken: 'b'.repeat(32) },
    ...{ accessTokenExpiredTime: soon, refreshTokenExpiredTime: soon },
  });
};

describe('office-origins by default', () => {
  for (const region of ['cn-shanghai', 'ap-southeast-1']) {
    it(`includes IMM’s pages in ${region}`, () => {
      const url = `https://office-${region}.imm.aliyuncs.com/office/w/1`;
      expect(trustedOfficeURL(url, DEFAULT_OFFICE_ORIGINS, 'example.com')?.href).to.equal(url);
    });
  }

  for (const origin of [
    'https://bucket.oss-cn-shanghai.aliyuncs.com',
    'https://evil-imm.aliyuncs.com',
    'https://imm.aliyuncs.com.evil.example',
  ]) {
    it(`does not include ${origin}`, async () => {
      const element = await mount({ fetchCredentials: leadingTo(`${origin}/office/w/1`) });
      await settled(element);
      expect(element.error?.code).to.equal('UntrustedURL');
      expect(element.error?.message).to.contain(`points to ${origin}; office-origins allows https://*.imm.aliyuncs.com`);
    });
  }
});
