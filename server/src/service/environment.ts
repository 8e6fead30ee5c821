/** The token service's configuration as environment variables, which containers and units have. They win over a file. */
import { readFileSync } from 'node:fs';

type Reader = (value: string, name: string) => unknown;

const asText: Reader = (value) => value;
const asNumber: Reader = (value, name) => {
  if (!/^\d+$/.test(value)) throw new TypeError(`${name} has to be a whole number`);
  return Number(value);
};
const asFlag: Reader = (value, name) => {
  if (value !== 'true' && value !== 'false') throw new TypeError(`${name} has to be true or false`);
  return value === 'true';
};
/** Separated by commas or white space. */
const asList: Reader = (value) => value.split(/[\s,]+/).filter(Boolean);
/** One a line, the newest first: a secret may have any other character. */
const asSecrets: Reader = (value) => value.split(/\r?\n/).filter(Boolean);
/** PEM in one line, with `\n` written out, is taken as well; several keys follow each other. */
const asKeys: Reader = (value) => value.replaceAll('\\n', '\n').match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g) ?? [value];
const asJSON: Reader = (value, name) => {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw new TypeError(`${name} has to be JSON`);
  }
};

/** Each variable: where its value goes, and how it is read. Every one can also be given as `NAME_FILE`, the path of a file that holds the value. */
export const VARIABLES: Readonly<Record<string, readonly [path: string, read: Reader]>> = {
  IMM_REGION_ID: ['imm.regionId', asText],
  IMM_PROJECT_NAME: ['imm.projectName', asText],
  IMM_ENDPOINT: ['imm.endpoint', asText],
  IMM_TIMEOUT: ['imm.timeout', asNumber],
  WEBOFFICE_SECRET: ['secret', asSecrets],
  WEBOFFICE_GRANT_AUDIENCE: ['grants.audience', asText],
  WEBOFFICE_GRANT_SECRET: ['grants.secret', asSecrets],
  WEBOFFICE_GRANT_PUBLIC_KEY: ['grants.publicKey', asKeys],
  WEBOFFICE_GRANT_JWKS_URL: ['grants.jwksURL', asText],
  WEBOFFICE_GRANT_MAX_LIFETIME: ['grants.maxLifetime', asNumber],
  WEBOFFICE_GRANT_MAX_SESSION: ['grants.maxSession', asNumber],
  WEBOFFICE_GRANT_SINGLE_USE: ['grants.singleUse', asFlag],
  WEBOFFICE_WEBHOOK_URL: ['webhook.url', asText],
  WEBOFFICE_WEBHOOK_SECRET: ['webhook.secret', asText],
  WEBOFFICE_WEBHOOK_ALLOW_HTTP: ['webhook.allowHTTP', asFlag],
  WEBOFFICE_WEBHOOK_FORWARD_HEADERS: ['webhook.forwardHeaders', asList],
  WEBOFFICE_WEBHOOK_TIMEOUT: ['webhook.timeout', asNumber],
  WEBOFFICE_WEBHOOK_CACHE: ['webhook.cache', asNumber],
  WEBOFFICE_HOST: ['host', asText],
  WEBOFFICE_PORT: ['port', asNumber],
  WEBOFFICE_PATH: ['path', asText],
  WEBOFFICE_MANAGEMENT_PORT: ['managementPort', asNumber],
  WEBOFFICE_ALLOWED_ORIGINS: ['allowedOrigins', asList],
  WEBOFFICE_TRUSTED_PROXIES: ['trustedProxies', asList],
  WEBOFFICE_MAX_CONNECTIONS: ['maxConnections', asNumber],
  WEBOFFICE_SHUTDOWN_DELAY: ['shutdownDelay', asNumber],
  WEBOFFICE_SHUTDOWN_TIMEOUT: ['shutdownTimeout', asNumber],
  WEBOFFICE_LOG_LEVEL: ['logLevel', asText],
  WEBOFFICE_USER_NAMES: ['userNames', asText],
  WEBOFFICE_REFERER: ['referer', asText],
  WEBOFFICE_NOTIFY_TOPIC_NAME: ['notifyTopicName', asText],
  WEBOFFICE_NOTIFICATION: ['notification', asJSON],
  WEBOFFICE_CREDENTIAL_CONFIG: ['credentialConfig', asJSON],
};

/** What `imm-weboffice-local imm` prints for pages. */
const OF_OTHERS = ['WEBOFFICE_SDK_URL'];

type Fields = Record<string, unknown>;

/**
 * @param base the file's configuration, if there is one
 * @returns the configuration, not checked yet
 * @throws {TypeError} for a variable of this service's kind that there is not, a value that cannot be read, or a file that cannot be
 */
export function configOf(environment: NodeJS.ProcessEnv, base: unknown = {}): unknown {
  const config = structuredClone(base) as Fields;
  for (const name of Object.keys(environment)) {
    if (name.startsWith('WEBOFFICE_') && !OF_OTHERS.includes(name) && !(name.replace(/_FILE$/, '') in VARIABLES)) {
      throw new TypeError(`there is no variable ${name}; see imm-weboffice-server --help`);
    }
  }
  for (const [name, [path, read]] of Object.entries(VARIABLES)) {
    const value = valueOf(environment, name);
    if (value !== undefined) put(config, path, read(value, name));
  }
  return config;
}

/** Empty counts as absent, as container files often leave them. */
function valueOf(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = environment[`${name}_FILE`];
  if (!file) return environment[name] || undefined;
  if (environment[name]) throw new TypeError(`${name} and ${name}_FILE are both given: keep one`);
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    throw new TypeError(`${name}_FILE cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
}

function put(config: Fields, path: string, value: unknown): void {
  const [first = '', second] = path.split('.');
  if (second === undefined) config[first] = value;
  else config[first] = { ...(config[first] as Fields | undefined), [second]: value };
}
