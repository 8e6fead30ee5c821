/** Every word of `imm-weboffice check` in English. */
export const en = {
  locale: 'en',
  help: `imm-weboffice check <token-endpoint> --src <document> [options]
  Checks a token endpoint, whatever it is written in, against what <imm-weboffice> asks of it.
  --src                 a document that the user may open, e.g. oss://my-bucket/report.docx
  --header              credentials of the user, sent with every request, e.g. 'Cookie: session=…'; may be given several times.
                        Requests without them, and with made-up ones, are sent too, and have to be refused.
  --other-header        credentials of another user, who must not be able to use the first one's refresh token; several times as well
  --public              everybody may open the document: nothing is checked without credentials
  --origin              origin of the page, e.g. https://app.example.com, when it is not the endpoint's own
  --json                prints one JSON object: ok, counts, and id, level, name, why and fix of every check
  --lang en|zh          language of the output; default: that of LC_ALL, LC_MESSAGES or LANG
  Exit code 0: nothing is wrong (warnings are allowed); 1: something is, or there is no endpoint; 2: the command line is wrong.

--help, --version
To show a folder of documents: npx imm-weboffice-local <folder>`,

  usage: {
    noCommand: 'the command is missing',
    unknownCommand: (name: string) => `there is no command "${name}"`,
    useCheck: (why: string) => `${why}: use imm-weboffice check <token-endpoint> …, or npx imm-weboffice-local <folder> to show documents`,
    tooMany: (word: string) => `one token endpoint only: "${word}" is too many`,
    noSource: '--src is missing: name a document the endpoint may open, e.g. --src oss://my-bucket/report.docx',
    sourceFormat: (uri: string) =>
      `--src "${uri}" is no document that IMM opens: it needs a bucket, a key and an extension such as .docx or .pdf`,
    noEndpoint: 'the token endpoint is missing: imm-weboffice check https://app.example.com/api/weboffice --src …',
    notHTTP: 'the token endpoint has to be an http or https URL',
    passwordInURL: "no name and password in the URL: use --header 'Authorization: …'",
    header: (option: string) => `${option} has to be 'Name: value' in ASCII`,
    publicAndUsers: '--public and --other-header exclude each other',
    origin: (origin: string) => `--origin "${origin}" is not allowed: use an origin like https://app.example.com`,
    language: (tag: string) => `--lang "${tag}" is not allowed: use en or zh`,
    option: (message: string) => message,
  },

  /** What is right when a check finds nothing, and what to do when it is not. */
  checks: {
    answers: { name: 'the endpoint answers', fix: 'check its address and its certificate, and whether it runs' },
    'endpoint-there': {
      name: 'there is an endpoint here',
      fix: 'give the full URL that the element has as token-endpoint; a path that is not there is often answered by the single-page application',
    },
    https: { name: 'tokens travel over https, or stay on this machine', fix: 'serve it over https' },
    'no-redirect': {
      name: 'it answers itself, without a redirect',
      fix: 'answer 401 with the code Unauthenticated instead of sending to a login page; give the final URL as token-endpoint',
    },
    size: { name: 'answers have a size the element reads', fix: 'answer the fields of the contract and nothing else' },
    json: { name: 'answers are JSON', fix: 'answer a JSON object with content-type: application/json, also to errors' },
    'no-cache': { name: 'no cache keeps tokens', fix: 'send cache-control: no-store' },
    open: { name: 'the endpoint opens --src', fix: 'answer 200 with webofficeURL, accessToken, refreshToken and both expiry times' },
    'no-keys': { name: 'the answer holds no keys', fix: 'answer the fields of the contract, not the whole of what your backend knows' },
    'server-time': { name: 'the page can tell the server’s time', fix: 'send serverTime, ISO 8601, beside the tokens' },
    clock: {
      name: 'the server’s clock is right',
      fix: 'set the clock of one of the two: lifetimes are measured from the time the server tells to the time IMM tells',
    },
    'access-token-life': {
      name: 'the access token lives as long as IMM’s',
      fix: 'pass on accessTokenExpiredTime as IMM gives it, with its time zone, and the right serverTime',
    },
    'refresh-token-life': {
      name: 'the refresh token lives as long as IMM’s',
      fix: 'pass on refreshTokenExpiredTime as IMM gives it, with its time zone',
    },
    'weboffice-url': {
      name: 'the element trusts webofficeURL',
      fix: 'pass on IMM’s WebofficeURL; for a page at another place set office-origins on the element',
    },
    refresh: {
      name: 'refresh gives the next pair',
      fix: 'answer refresh with accessToken, refreshToken and both expiry times of RefreshWebofficeToken',
    },
    rotation: { name: 'the pair rotates', fix: 'answer both tokens of RefreshWebofficeToken, not the ones that came' },
    'next-access-token-life': {
      name: 'the next access token lives as long as IMM’s',
      fix: 'pass on accessTokenExpiredTime as RefreshWebofficeToken gives it, not that of the first pair',
    },
    'used-refresh-token': {
      name: 'a used refresh token is refused',
      fix: 'answer 410 with the code SessionExpired; the element then opens anew',
    },
    'unknown-refresh-token': {
      name: 'a refresh token that is none is refused',
      fix: 'answer 410 with the code SessionExpired to whatever cannot be read or is unknown',
    },
    nobody: {
      name: 'a request without credentials is refused',
      fix: 'find out who asks before you answer, and answer 401 Unauthenticated; with --public, if everybody may open the document',
    },
    forged: {
      name: 'made-up credentials are refused',
      fix: 'verify the session or the signature, not only that there is one; answer 401 Unauthenticated',
    },
    'nobody-refresh': {
      name: 'a refresh without credentials is refused',
      fix: 'find out who asks at refresh as well; answer 401 Unauthenticated or 410 SessionExpired',
    },
    'other-user': {
      name: 'another user’s refresh token is refused',
      fix: 'bind the refresh token to the user it was given to (our Node handler seals it); answer 410 SessionExpired',
    },
    'missing-document': {
      name: 'a document that is not there is refused',
      fix: 'answer 404 ResourceNotFound, or 403 AccessDenied for what nobody may know of',
    },
    'foreign-bucket': {
      name: 'a bucket that is not yours is refused',
      fix: 'decide yourself what a visitor may open; never pass on what the browser asks for',
    },
    'missing-field': { name: 'a missing field is refused', fix: 'answer 400 InvalidRequest' },
    'unknown-action': { name: 'an unknown action is refused', fix: 'answer 400 InvalidRequest to any action but open and refresh' },
    'broken-body': { name: 'a body that is not JSON is refused', fix: 'answer 400 InvalidRequest' },
    get: { name: 'GET is refused', fix: 'take POST only: addresses end up in logs and caches' },
    'foreign-origin': {
      name: 'requests of another site are refused',
      fix: 'compare Origin with your own; answer 403 AccessDenied, to open and to refresh',
    },
    'foreign-form': {
      name: 'what a foreign form can send is refused',
      fix: 'take content-type: application/json only; answer 400 InvalidRequest',
    },
    'discreet-errors': { name: 'errors repeat no token', fix: 'say what is wrong by the name of the field, never by its value' },
    'cors-preflight': {
      name: 'the page’s origin may ask',
      fix: 'answer OPTIONS with 204, access-control-allow-origin: the page’s origin, access-control-allow-headers: content-type',
    },
    'cors-credentials': {
      name: 'the page may read credentials',
      fix: 'send access-control-allow-origin: the page’s origin with the answer as well',
    },
    'cors-errors': {
      name: 'the page may read errors',
      fix: 'send access-control-allow-origin with errors as well, or the page cannot tell what is wrong',
    },
    'cors-strangers': { name: 'no other origin may read answers', fix: 'compare Origin with a list; do not send back whatever comes' },
  },

  level: { ok: 'ok', warning: 'warning', wrong: 'wrong' },
  heading: (endpoint: string, origin: string) => `Token endpoint ${endpoint}, requested by a page of ${origin}`,
  summary: (ok: number, warnings: number, wrong: number, skipped: number) =>
    `${ok} ok, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}, ${wrong} wrong${skipped ? `, ${skipped} skipped (an earlier check failed)` : ''}`,
  noOtherUser: "not checked: whether another user's refresh token is refused; give their credentials with --other-header 'Cookie: …'",
  isPublic: 'not checked: who may open the document, as it is --public',
  because: (why: string) => `: ${why}`,
  hidden: '(not shown: it contains a token)',
  quoted: (text: string) => `"${text}"`,
  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  hint: (text: string) => `; ${text}`,

  noAnswerWithin: (seconds: number) => `no answer within ${seconds} s`,
  noAnswer: (code: string) => `no answer (${code})`,
  noEndpoint: (status: number, type: string) => `no endpoint here: POST is answered with ${status} and ${type}`,
  status: (status: number, code = '') => `it answers ${status}${code && ` ${code}`}`,
  error: (status: number, code: string, message: string) => `it answers ${status} ${code}: ${message}`,
  signIn: "say who asks with --header 'Cookie: …'",
  otherSource: 'give a document that this user may open with --src',
  fields: (_fields: readonly string[], details: string) => details,
  redirected: (status: number) => `it answers ${status}; the element follows no redirect`,
  tooLarge: (bytes: number) => `the answer has more than ${bytes} bytes; the element reads no more`,
  notJSON: (status: number, type: string) => `it answers ${status} with ${type}`,
  contentType: (type: string) => `the content type is ${type}`,
  noContentType: 'no content type',
  cacheControl: (value: string) => `cache-control is ${value}`,
  noCacheControl: 'there is no cache-control',
  overHTTP: (host: string) => `it is reached over http on ${host}`,
  keyField: (name: string) => `it has a field ${name}`,
  noServerTime: 'without it, a wrong clock of the reader makes tokens expire too early or too late',
  skew: (duration: string) => `it is ${duration} away from the clock of this machine`,
  expired: 'it has expired when it is given',
  inSeconds: 'is it in seconds? Numbers are milliseconds since the epoch',
  life: (life: string, usual: string) => `it lives ${life}; IMM gives ${usual}`,
  noHTTPS: 'it is no https URL, or has a name or password in it',
  untrusted: (origin: string, trusted: string) => `its origin ${origin} is not among ${trusted}`,
  newPair: 'it is given a new pair',
  tokens: 'it is given tokens',
  tokensFor: (action: string) => `${action} is given tokens`,
  noContractError: (status: number) => `it answers ${status} without {"error": {"code", "message"}} as the contract has it`,
  wrongStatus: (code: string, status: number, right: number) => `${code} comes with the status ${status} instead of ${right}`,
  sameToken: (name: string) => `${name} is the same as before`,
  textPlain: 'text/plain is taken for JSON',
  indiscreet: 'a token or a header of the request is in an error',
  noAllowedOrigin: 'there is no access-control-allow-origin',
  otherAllowedOrigin: 'access-control-allow-origin names another origin',
  starWithCredentials: '* with credentials: browsers refuse that',
  star: '* lets every site read tokens',
  preflightStatus: (status: number) => `the preflight is answered with ${status}`,
  noAllowedHeader: 'the preflight does not allow the header content-type',
  strangerReads: (origin: string) => `${origin} may read them`,
};
