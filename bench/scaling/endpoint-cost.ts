/** What a request costs the host's own processor: sealing alone, and the whole handler with an IMM that answers at once. */
import { createTokenHandler } from '../../server/src/index.js';
import { effectiveGrant } from '../../server/src/grant.js';
import { fingerprint, grantedOf } from '../../server/src/granted.js';
import { createSeal } from '../../server/src/seal.js';

const ROUNDS = 5_000;
const SECRET = 'a secret of thirty-two characters';

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  for (let round = 0; round < ROUNDS / 10; round++) await work();
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) await work();
  const { user, system } = process.cpuUsage(before);
  return Math.round(ROUNDS / ((user + system) / 1e6));
}

/** Per second of one core. */
export async function measureEndpoint(): Promise<Record<string, number>> {
  const seal = createSeal(SECRET);
  const asked = { action: 'open', sourceURI: 'oss://bucket/report.docx', permission: { readonly: true } } as const;
  const granted = grantedOf(effectiveGrant(asked, { user: { id: 'user-1' } }));
  const content = { asked, granted, accessToken: fingerprint('a'.repeat(32)), refreshToken: 'b'.repeat(32) };
  const tomorrow = new Date(Date.now() + 86_400_000);
  const sealed = await seal.close(content, tomorrow);
  const answer = {
    ...{ WebofficeURL: 'https://office.example/office/w/1', AccessToken: 'a'.repeat(32), RefreshToken: 'b'.repeat(32) },
    ...{ AccessTokenExpiredTime: tomorrow.toISOString(), RefreshTokenExpiredTime: tomorrow.toISOString() },
  };
  const imm = { projectName: 'project', call: () => Promise.resolve(answer) };
  const handler = createTokenHandler({ imm, secret: SECRET, authorize: () => ({ user: { id: 'user-1' } }) });
  const body = JSON.stringify({ action: 'refresh', accessToken: 'a'.repeat(32), refreshToken: sealed });
  const headers = { 'content-type': 'application/json' };
  return {
    'seal a refresh token': await perSecond(() => seal.close(content, tomorrow)),
    'open a seal': await perSecond(() => seal.open(sealed)),
    'answer a refresh, without the call to IMM': await perSecond(async () => {
      const response = await handler(new Request('https://host.example/', { method: 'POST', headers, body }));
      if (response.status !== 200) throw new Error(`the handler answered ${response.status}`);
    }),
  };
}
