/** A ready-made token service: the token endpoint with health, metrics, logs and an orderly end. It keeps nothing: any number of copies run side by side. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino, type Logger } from 'pino';
import { authorizeByWebhook } from '../authorize-webhook.js';
import { createTokenHandler } from '../handler.js';
import { createImmClient, type ImmClientOptions } from '../imm-client.js';
import { lineOf } from '../log.js';
import { toNodeHandler } from '../node.js';
import { createSeal } from '../seal.js';
import { authorizeByGrant } from '../signed-grants.js';
import { readConfig, type TokenServiceConfig } from './config.js';
import { drain } from './drain.js';
import { createMetrics } from './metrics.js';
import { trustProxies } from './proxies.js';
import { managementRoutes, router, type Route } from './routes.js';

/** What a host may put in the place of the service's own parts. */
export interface TokenServiceParts {
  /** Default: pino, JSON lines to stdout. */
  logger?: Logger | undefined;
  /** Where IMM's access key comes from; default: Alibaba Cloud's credential chain. */
  credential?: ImmClientOptions['credential'];
}

/** A running token service. */
export interface TokenService {
  /** URL of the token endpoint. */
  readonly url: string;
  /** URL below which `healthz`, `readyz` and `metrics` are. */
  readonly managementURL: string;
  /** Says no at `/readyz`, waits for the requests that are being answered, and ends. */
  close(): Promise<void>;
}

/**
 * Starts a token service.
 * @throws {TypeError} for a configuration that is not right
 * @throws {Error} with `syscall: 'listen'` for a port that cannot be had
 */
export async function createTokenService(configuration: TokenServiceConfig, parts: TokenServiceParts = {}): Promise<TokenService> {
  const config = checkTokenService(configuration);
  const { host = '127.0.0.1', port = 3_000, path = '/api/weboffice', managementPort } = config;
  const logger = parts.logger ?? pino({ level: config.logLevel ?? 'info', base: null });
  let isReady = false;
  const metrics = createMetrics(() => isReady);
  const onError = (error: unknown) => logger.error(lineOf(error));
  const handler = createTokenHandler({
    ...ofHandler(config),
    imm: createImmClient({ ...config.imm, credential: parts.credential }),
    authorize: authorizeOf(config),
    onError,
    onEvent: (event) => {
      metrics.count(event);
      logger.info(event, event.type);
    },
  });
  const believe = trustProxies(config.trustedProxies ?? []);
  const serve = (table: Readonly<Record<string, Route>>) => {
    const answering = toNodeHandler(router(table), { onError });
    const server = createServer((incoming, outgoing) => {
      believe(incoming);
      void answering(incoming, outgoing);
    });
    // Longer than the idle time of usual load balancers (60 s): a connection is closed by the side that does not send.
    server.keepAliveTimeout = 75_000;
    server.headersTimeout = 10_000;
    server.requestTimeout = 20_000;
    server.maxConnections = config.maxConnections ?? 10_000;
    return server;
  };
  const own = { [path]: handler };
  const management = managementRoutes(metrics, () => isReady);
  const servers: Server[] = [];
  try {
    servers.push(await listening(serve(managementPort === undefined ? { ...management, ...own } : own), port, host));
    if (managementPort !== undefined) servers.push(await listening(serve(management), managementPort, host));
  } catch (error) {
    servers.forEach((server) => server.close());
    throw error;
  }
  isReady = true;
  const url = `${urlOf(servers[0]!)}${path}`;
  logger.info({ url }, 'listening');
  return {
    url,
    managementURL: urlOf(servers.at(-1)!),
    async close() {
      isReady = false;
      logger.info('ending');
      await drain(servers, { delay: config.shutdownDelay ?? 0, timeout: config.shutdownTimeout ?? 10_000 });
    },
  };
}

/** @throws {TypeError} for a configuration that is not right, keys and networks included */
export function checkTokenService(configuration: unknown): TokenServiceConfig {
  const config = readConfig(configuration);
  authorizeOf(config);
  createSeal(config.secret);
  trustProxies(config.trustedProxies ?? []);
  return config;
}

/** Options that the token handler has by the same names. */
function ofHandler({ secret, allowedOrigins, userNames, referer, notifyTopicName, notification, credentialConfig }: TokenServiceConfig) {
  return { secret, allowedOrigins, userNames, referer, notifyTopicName, notification, credentialConfig };
}

function authorizeOf({ grants, webhook }: TokenServiceConfig) {
  return grants ? authorizeByGrant(grants) : webhook && authorizeByWebhook(webhook);
}

function listening(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
