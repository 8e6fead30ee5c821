/** A token handler asked without a network: an IMM that answers as a test says, and requests as the element sends them. */
import type { ImmClient, TokenHandler } from '../../server/src/index.js';

export interface StubImm extends ImmClient {
  /** Every call, as it arrives at IMM: through JSON. */
  calls: { action: string; parameters: Record<string, unknown> }[];
  /** Thrown instead of an answer, as long as it gives something. */
  refuse?: (action: string, parameters: Record<string, unknown>) => Error | undefined;
}

/** Answers with a new pair of tokens each time. */
export function stubImm(): StubImm {
  let count = 0;
  const imm: StubImm = {
    projectName: 'test',
    calls: [],
    call(action, given) {
      const parameters = JSON.parse(JSON.stringify(given)) as Record<string, unknown>;
      imm.calls.push({ action, parameters });
      const error = imm.refuse?.(action, parameters);
      if (error) return Promise.reject(error);
      count++;
      const soon = new Date(Date.now() + 60_000).toISOString();
      return Promise.resolve({
        RequestId: `REQUEST-${count}`,
        ...(action === 'GenerateWebofficeToken' && { WebofficeURL: 'https://office-cn-shanghai.imm.aliyuncs.com/office/w/1' }),
        ...{
          AccessToken: `access-${count}`,
          RefreshToken: `refresh-${count}`,
          AccessTokenExpiredTime: soon,
          RefreshTokenExpiredTime: soon,
        },
      });
    },
  };
  return imm;
}

export interface EndpointAnswer {
  status: number;
  headers: Headers;
  body: Record<string, string> & { error?: { code: string; message: string; requestId?: string } };
}

/** @param body JSON, or what becomes it */
export async function post(handler: TokenHandler, body: unknown, init: RequestInit = {}): Promise<EndpointAnswer> {
  const response = await handler(
    new Request('https://host.example/api/weboffice', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
      headers: { 'content-type': 'application/json', host: 'host.example', ...init.headers },
    }),
  );
  return { status: response.status, headers: response.headers, body: (await response.json()) as EndpointAnswer['body'] };
}

/** `status code` of an error, or the status alone. */
export const outcome = ({ status, body }: EndpointAnswer): string => (body.error ? `${status} ${body.error.code}` : `${status}`);

/** The refresh of a pair. */
export const refreshOf = ({ body: { accessToken, refreshToken } }: EndpointAnswer) => ({ action: 'refresh', accessToken, refreshToken });
